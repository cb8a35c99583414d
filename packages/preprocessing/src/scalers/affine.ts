/** What scalers do to each column: `(x - shift) / scale`, and back. A null leaves its step out. */

import { type Matrix, newMatrix } from '../input/matrix.ts';

export interface AffineSteps {
  /** One number for each column. */
  readonly shift: Float64Array | null;
  readonly scale: Float64Array | null;
}

/** `(x - shift) / scale` */
export function subtractDivide(
  { rows, columns, data }: Matrix,
  { shift, scale }: AffineSteps,
): Matrix {
  const less = shift ?? new Float64Array(columns);
  const by = scale ?? new Float64Array(columns).fill(1);
  const made = newMatrix(rows, columns);
  const out = made.data;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      out[at] = ((data[at] as number) - (less[column] as number)) / (by[column] as number);
    }
  }
  return made;
}

/** `x * scale + shift` */
export function multiplyAdd(
  { rows, columns, data }: Matrix,
  { shift, scale }: AffineSteps,
): Matrix {
  // Adding -0 changes nothing, adding 0 would make 0 of -0.
  const more = shift ?? new Float64Array(columns).fill(-0);
  const by = scale ?? new Float64Array(columns).fill(1);
  const made = newMatrix(rows, columns);
  const out = made.data;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      out[at] = (data[at] as number) * (by[column] as number) + (more[column] as number);
    }
  }
  return made;
}
