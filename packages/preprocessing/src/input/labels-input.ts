import {
  DataError,
  describe,
  formatShape,
  NdArray,
  ShapeError,
  StringArray,
  type TypedArray,
} from '@myelin/core';
import { type Cell, Column } from '@myelin/table';

/** One value for each row: a list, a typed array, a vector, or a column of a table. */
export type LabelsInput =
  | readonly (Cell | undefined)[]
  | TypedArray
  | NdArray
  | StringArray
  | Column;

/**
 * The values as a list, null where missing; a column `[rows, 1]` counts as a vector.
 *
 * @param name - What messages call them: `y`.
 * @throws {@link DataError} there are none, or one is no number, text, boolean or null.
 * @throws {@link ShapeError} an array has more than one axis.
 */
export function readLabels(where: string, name: string, given: LabelsInput): readonly Cell[] {
  const labels = listOf(where, name, given);
  if (labels.length > 0) return labels;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one value, received none`,
    fix: 'check that the data was loaded',
  });
}

function listOf(where: string, name: string, given: LabelsInput): readonly Cell[] {
  if (given instanceof Column) return given.toArray();
  if (given instanceof StringArray) {
    requireVector(where, name, given.shape);
    return given.data;
  }
  if (given instanceof NdArray) {
    requireVector(where, name, given.shape);
    return given.dtype === 'bool' ? Array.from(given.data, Boolean) : numbersOf(given.data);
  }
  if (ArrayBuffer.isView(given)) return numbersOf(given as TypedArray);
  if (Array.isArray(given)) {
    const labels = given.map((value) =>
      value === undefined || Number.isNaN(value) ? null : value,
    );
    const wrong = labels.findIndex((value) => value !== null && !isScalar(value));
    if (wrong < 0) return labels as Cell[];
    throw new DataError({
      where,
      problem: `\`${name}\` must hold numbers, texts, booleans or null, received ${describe(labels[wrong])} at ${wrong}`,
      fix: 'pass one value for each row',
    });
  }
  throw new DataError({
    where,
    problem: `\`${name}\` must be a list, a vector or a column, received ${describe(given)}`,
    fix: 'pass for example [0, 1, 1]',
  });
}

const numbersOf = (values: ArrayLike<number>): Cell[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

const isScalar = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';

function requireVector(where: string, name: string, shape: readonly number[]): void {
  if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must have one axis, received shape ${formatShape(shape)}`,
    fix: 'pass one value for each row',
  });
}
