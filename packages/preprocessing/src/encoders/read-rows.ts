import { formatShape, NdArray, ndArray, ShapeError } from '@myelin/core';
import type { Matrix } from '../input/matrix.ts';

/** Rows of numbers; a vector counts as one column. */
export type NumberRows = NdArray | readonly (readonly number[])[] | readonly number[];

/** The numbers row by row. @throws {@link ShapeError} there are more than two axes. */
export function readRows(where: string, given: NumberRows): Matrix {
  const { data, shape } = given instanceof NdArray ? given : ndArray(given, undefined, 'float64');
  const [rows = 0, columns = 1] = shape;
  if (shape.length === 1 || shape.length === 2) {
    return { rows, columns, data: Float64Array.from(data) };
  }
  throw new ShapeError({
    where,
    problem: `rows must have two axes, received shape ${formatShape(shape)}`,
    fix: 'pass for example [[0, 1], [1, 0]]',
  });
}
