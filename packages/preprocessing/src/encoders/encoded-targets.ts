import type { Cell } from '@myelin/table';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { CategoryIndex } from './category-index.ts';
import type { TargetEncoderState } from './target-encoder-state.ts';
import { type CodedColumn, meanOf, targetStatistics } from './target-statistics.ts';

/** The places of the cells of each column among its categories. */
export const codedColumns = (
  x: Tabular,
  categories: readonly (readonly Cell[])[],
  indexes: readonly CategoryIndex[] = categories.map((list) => new CategoryIndex(list)),
): CodedColumn[] =>
  x.columns.map((column, at) => ({
    places: (indexes[at] as CategoryIndex).places(column),
    count: (categories[at] as readonly Cell[]).length,
  }));

/** The number of each category, for each column and within it for each target; and the mean of each target. */
export const encodingsOf = (
  coded: readonly CodedColumn[],
  targets: readonly Float64Array[],
  smooth: number | 'auto',
): Pick<TargetEncoderState, 'encodings' | 'means'> => ({
  encodings: coded.flatMap((one) => targets.map((target) => targetStatistics(one, target, smooth))),
  means: Float64Array.from(targets, meanOf),
});

/** The numbers of these rows. */
export function takenAt<Numbers extends Int32Array | Float64Array>(
  values: Numbers,
  rows: Int32Array,
): Numbers {
  const made = new (values.constructor as new (length: number) => Numbers)(rows.length);
  for (let at = 0; at < made.length; at++) made[at] = values[rows[at] as number] as number;
  return made;
}

/** Writes the numbers of the categories of some rows, or of all. */
export function writeEncoded(
  { data, rows, columns }: Matrix,
  coded: readonly CodedColumn[],
  encodings: readonly Float64Array[],
  means: Float64Array,
  chosen: Int32Array | null,
): void {
  const classes = means.length;
  const count = chosen ? chosen.length : rows;
  for (const [at, encoding] of encodings.entries()) {
    const { places } = coded[Math.floor(at / classes)] as CodedColumn;
    const mean = means[at % classes] as number;
    for (let i = 0; i < count; i++) {
      const row = chosen ? (chosen[i] as number) : i;
      const place = places[row] as number;
      data[row * columns + at] = place < 0 ? mean : (encoding[place] as number);
    }
  }
}
