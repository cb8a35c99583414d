import type { Matrix } from '../input/matrix.ts';

/** The numbers of a column in ascending order, missing ones (NaN) left out. */
export function sortedColumn(matrix: Matrix, column: number): Float64Array {
  return presentColumn(matrix, column).sort();
}

/** The numbers of a column that are not missing. */
export function presentColumn({ data, rows, columns }: Matrix, column: number): Float64Array {
  const values = new Float64Array(rows);
  let count = 0;
  for (let at = column; at < data.length; at += columns) {
    const value = data[at] as number;
    if (!Number.isNaN(value)) values[count++] = value;
  }
  return values.subarray(0, count);
}
