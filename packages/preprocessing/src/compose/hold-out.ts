import { DataError, requireNumber } from '@myelin/core';
import type { TabularInput } from '../input/tabular-input.ts';
import { commonRows, type Rows } from '../splitters/rows.ts';
import { takeRows } from '../splitters/take-rows.ts';
import type { TargetInput } from './target-coder.ts';

/** Rows and what belongs to them. */
export type RawData = readonly [x: TabularInput, y: TargetInput];

/**
 * The last `fraction` of the rows apart from those before them, as Keras splits them: `floor(rows · (1 - fraction))` are to learn
 * from.
 *
 * @throws {@link ArgumentError} the fraction is outside (0, 1). {@link DataError} one part would be empty. {@link ShapeError} there are
 * more or fewer of `y` than of `x`.
 */
export function holdOut(
  where: string,
  [x, y]: RawData,
  fraction: number,
): { readonly training: RawData; readonly validation: RawData } {
  requireNumber(where, 'validationSplit', fraction, { above: 0, below: 1 });
  const rows = commonRows(where, { x: x as Rows, y: y as Rows });
  const at = Math.floor(rows * (1 - fraction));
  if (at === 0 || at === rows) {
    throw new DataError({
      where,
      problem: `\`validationSplit\` of ${fraction} leaves no rows to ${at === 0 ? 'learn from' : 'validate with'}, received ${rows}`,
      fix: 'pass more rows, or validationData',
    });
  }
  const part = (begin: number, end: number): RawData => {
    const indices = Int32Array.from({ length: end - begin }, (_, i) => begin + i);
    return [
      takeRows(x as Rows, indices) as TabularInput,
      takeRows(y as Rows, indices) as TargetInput,
    ];
  };
  return { training: part(0, at), validation: part(at, rows) };
}
