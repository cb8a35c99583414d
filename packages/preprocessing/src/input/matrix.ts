/** Numbers row by row, in double precision. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns` elements. */
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function newMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}
