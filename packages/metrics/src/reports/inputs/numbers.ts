import type { NdArray, TypedArray } from '@myelin/core';
import { DataError, describe } from '@myelin/core';
import type { ColumnOf, RowOf } from './value-table.ts';
import { cellName, valueTable } from './value-table.ts';

/** Numbers, `[samples]` or `[samples, columns]`. */
export type NumberArray =
  | readonly number[]
  | readonly RowOf<number>[]
  | ColumnOf<number>
  | TypedArray
  | NdArray;

/** Numbers row-major. */
export interface NumberTable {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly rank: number;
  /** They came in single precision. */
  readonly isSingle: boolean;
}

/**
 * The numbers of an argument, in double precision.
 *
 * @throws {@link DataError} a value is missing, no number or not finite.
 * @throws {@link ShapeError} {@link ArgumentError} as `valueTable`.
 */
export function readNumbers(where: string, name: string, values: unknown): NumberTable {
  const table = valueTable(where, name, values);
  const { cells, rows, columns, rank, dtype } = table;
  const numbers = new Float64Array(cells.length);
  for (let i = 0; i < numbers.length; i++) {
    const cell = cells[i];
    if (typeof cell === 'number' && Number.isFinite(cell)) {
      numbers[i] = cell;
    } else if (typeof cell === 'boolean') {
      numbers[i] = cell ? 1 : 0;
    } else {
      throw new DataError({
        where,
        problem: `\`${cellName(name, table, i)}\` must be a finite number, received ${describe(cell)}`,
        fix: 'leave out or fill in missing values first; if a model gave them, see whether its loss was a number',
      });
    }
  }
  return { values: numbers, rows, columns, rank, isSingle: dtype === 'float32' };
}
