import { DataError } from '@myelin/core';

/** Numbers row by row, in double precision. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns` elements. */
  readonly data: Float64Array;
}

/** A matrix of zeros. @throws {@link DataError} it does not fit into memory. */
export function newMatrix(rows: number, columns: number): Matrix {
  try {
    return { rows, columns, data: new Float64Array(rows * columns) };
  } catch (cause) {
    throw new DataError({
      where: 'transform',
      problem: `what comes out does not fit into memory: ${rows} rows of ${columns} columns`,
      fix: 'take fewer rows at a time, leave out columns in which every value is another one, or give encoders { maxCategories: 100 }',
      cause,
    });
  }
}

/** The rows at these places, in this order. */
export function rowsAt({ data, columns }: Matrix, places: ArrayLike<number>): Matrix {
  const taken = newMatrix(places.length, columns);
  for (let row = 0, to = 0; row < places.length; row++) {
    const begin = (places[row] as number) * columns;
    for (let at = 0; at < columns; at++) taken.data[to++] = data[begin + at] as number;
  }
  return taken;
}
