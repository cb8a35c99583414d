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

/** Values of a column as they are given: a list (undefined counts as missing), a typed array, a vector, or another column. */
export type ColumnValues =
  | readonly (Cell | undefined)[]
  | TypedArray
  | NdArray
  | StringArray
  | Column;

/** The name that messages use for the kind of a value. */
const kindOf = (value: Cell): ColumnKind => {
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : 'boolean';
};

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
  if (ArrayBuffer.isView(given)) {
    return new Column(name, 'number', Float64Array.from(given as TypedArray));
  }
  if (Array.isArray(given)) return fromList(where, name, given);
  throw new DataError({
    where,
    problem: `column \`${name}\` must be a list, a typed array or a vector, received ${describe(given)}`,
    fix: `pass for example { ${name}: [1, 2, 3] }`,
  });
}

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
  for (const [row, value] of given.entries()) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'object' || !['number', 'string', 'boolean'].includes(typeof value)) {
      throw new DataError({
        where,
        problem: `column \`${name}\` must hold numbers, texts, booleans or null, received ${describe(value)} in row ${row}`,
        fix: 'turn it into one of them first',
      });
    }
    kinds.add(kindOf(value as Cell));
  }
  const [kind = 'number', another] = kinds;
  if (kind === 'number' && another === undefined) {
    return new Column(
      name,
      'number',
      Float64Array.from(given, (value) => (value ?? Number.NaN) as number),
    );
  }
  const cells = given.map((value) => (value ?? null) as Cell);
  return new Column(name, another === undefined ? kind : 'mixed', cells);
}
