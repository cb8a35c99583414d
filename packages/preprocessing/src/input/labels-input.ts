import {
  DataError,
  describe,
  formatShape,
  NdArray,
  ShapeError,
  StringArray,
  type TypedArray,
} from '@myelin/core';
import { type Cell, Column, columnFrom, Table } from '@myelin/table';

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
  requireLabels(where, name, labels);
  return labels;
}

/** There is at least one. @throws {@link DataError} */
export function requireLabels(
  where: string,
  name: string,
  { length }: { readonly length: number },
): void {
  if (length > 0) return;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one value, received none`,
    fix: 'check that the data was loaded',
  });
}

/**
 * The values as a column; there may be none, and a column `[rows, 1]` counts as a vector.
 *
 * @param name - What messages call them: `y`.
 * @throws as {@link readLabels}, but for there being none.
 */
export function labelColumn(where: string, name: string, given: LabelsInput): Column {
  if (given instanceof StringArray) {
    requireVector(where, name, given.shape);
    return new Column(name, 'text', given.data);
  }
  if (given instanceof NdArray && given.dtype !== 'bool') {
    requireVector(where, name, given.shape);
    return columnFrom(where, name, given.data);
  }
  const isNumbers = ArrayBuffer.isView(given) && !isBig(given);
  if (given instanceof Column || isNumbers) return columnFrom(where, name, given);
  return columnFrom(where, name, listOf(where, name, given));
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
  if (ArrayBuffer.isView(given) && !isBig(given)) return numbersOf(given);
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
    fix: listFrom(given),
  });
}

/** How what is no list of labels becomes one. */
function listFrom(given: unknown): string {
  if (given instanceof Table) {
    return `pass one of its columns: table.column('${(given as Table).columnNames[0] ?? 'name'}')`;
  }
  if (ArrayBuffer.isView(given)) {
    return 'turn them into numbers first, for example with Float64Array.from(values, Number)';
  }
  return 'pass for example [0, 1, 1]';
}

/** What is no list of numbers, though a view of memory. */
const isBig = (given: ArrayBufferView): boolean =>
  given instanceof BigInt64Array || given instanceof BigUint64Array || given instanceof DataView;

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
