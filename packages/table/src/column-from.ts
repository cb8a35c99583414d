import {
  DataError,
  describe,
  NdArray,
  ShapeError,
  StringArray,
  type TypedArray,
} from '@myelin/core';
import type { Cell, ColumnKind } from './cell.ts';
import { Column } from './column.ts';

/** Values of a column as they are given: a list (undefined and NaN count as missing), a typed array, a vector, or another column. */
export type ColumnValues =
  | readonly (Cell | undefined)[]
  | TypedArray
  | NdArray
  | StringArray
  | Column;

/** Whether a list says so that nothing is there: NaN does, as it is what numbers keep for a missing one. */
const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || Number.isNaN(value);

/** The kind of a column that holds such a value; undefined if none does. */
function kindOf(value: unknown): ColumnKind | undefined {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : undefined;
}

/**
 * A column of what was given, of the kind that its values have; a list of nothing but missing values is of numbers.
 *
 * @throws {@link DataError} a value is no cell. {@link ShapeError} an array has more than one axis.
 */
export function columnFrom(where: string, name: string, given: ColumnValues): Column {
  if (given instanceof Column) return given.renamed(name);
  if (given instanceof NdArray) return fromNdArray(where, name, given);
  if (given instanceof StringArray) {
    requireVector(where, name, given.shape);
    return new Column(name, 'text', given.data);
  }
  if (isTypedArray(given)) {
    return new Column(name, 'number', Float64Array.from(given));
  }
  if (Array.isArray(given)) return fromList(where, name, given);
  throw new DataError({
    where,
    problem: `column \`${name}\` must be a list, a typed array or a vector, received ${describe(given)}`,
    fix: `pass for example { ${name}: [1, 2, 3] }`,
  });
}

/** Whether it is a typed array of numbers: big integers are none, and a DataView has no values. */
const isTypedArray = (given: unknown): given is TypedArray =>
  ArrayBuffer.isView(given) &&
  !(given instanceof DataView) &&
  !(given instanceof BigInt64Array || given instanceof BigUint64Array);

function fromNdArray(where: string, name: string, array: NdArray): Column {
  requireVector(where, name, array.shape);
  if (array.dtype === 'bool') {
    return new Column(
      name,
      'boolean',
      Array.from(array.data, (value) => value === 1),
    );
  }
  return new Column(name, 'number', Float64Array.from(array.data));
}

function requireVector(where: string, name: string, shape: readonly number[]): void {
  if (shape.length === 1) return;
  throw new ShapeError({
    where,
    problem: `column \`${name}\` must have one axis, received shape [${shape.join(', ')}]`,
    fix: 'pass one vector for each column',
  });
}

function fromList(where: string, name: string, given: readonly unknown[]): Column {
  const kinds = new Set<ColumnKind>();
  let last: ColumnKind | undefined;
  for (let row = 0; row < given.length; row++) {
    const value = given[row];
    if (isMissing(value)) continue;
    const kind = kindOf(value);
    if (kind === undefined) {
      throw new DataError({
        where,
        problem: `column \`${name}\` must hold numbers, texts, booleans or null, received ${describe(value)} in row ${row}`,
        fix: 'turn it into one of them first',
      });
    }
    // Most are of the kind of the one before.
    if (kind !== last) kinds.add(kind);
    last = kind;
  }
  const [kind = 'number', another] = kinds;
  if (kind === 'number' && another === undefined) {
    const numbers = new Float64Array(given.length);
    for (let row = 0; row < numbers.length; row++) {
      numbers[row] = (given[row] ?? Number.NaN) as number;
    }
    return new Column(name, 'number', numbers);
  }
  const cells = given.map((value) => (isMissing(value) ? null : value) as Cell);
  return new Column(name, another === undefined ? kind : 'mixed', cells);
}
