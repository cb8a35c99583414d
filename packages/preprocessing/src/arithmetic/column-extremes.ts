import type { Matrix } from '../input/matrix.ts';

export interface ColumnExtremes {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** Smallest and largest number of each column, missing ones (NaN) left out; NaN where all are missing. */
export function columnExtremes({ data, rows, columns }: Matrix): ColumnExtremes {
  const min = new Float64Array(columns).fill(Number.NaN);
  const max = new Float64Array(columns).fill(Number.NaN);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at] as number;
      if (Number.isNaN(value)) continue;
      // False for the NaN that stands there first, too.
      if (!((min[column] as number) <= value)) min[column] = value;
      if (!((max[column] as number) >= value)) max[column] = value;
    }
  }
  return { min, max };
}

/** Extremes of two lots of rows together. */
export const joinedExtremes = (one: ColumnExtremes, other: ColumnExtremes): ColumnExtremes => ({
  min: one.min.map((value, column) => joined(Math.min, value, other.min[column] as number)),
  max: one.max.map((value, column) => joined(Math.max, value, other.max[column] as number)),
});

function joined(best: (a: number, b: number) => number, one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : best(one, other);
}
