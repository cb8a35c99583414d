/** What elements are made of: an array, a list of arrays or a record of them by name, nested at will. */

import {
  DataError,
  describe,
  isPlainRecord,
  NdArray,
  StringArray,
  type Structure,
} from '@myelin/core';

/** Numbers or texts in ordinary memory. */
export type DataArray = NdArray | StringArray;

/** One array, a list of them, or a record of them by name. */
export type Arrays = Structure<DataArray>;

export const isDataArray = (value: unknown): value is DataArray =>
  value instanceof NdArray || value instanceof StringArray;

/** What messages call an entry of a list or record: `x.a`. */
export const pathTo = (path: string, name: string | number): string =>
  path === '' ? String(name) : `${path}.${name}`;

/**
 * The structure with another array in the place of each. Records keep the order of their names.
 *
 * @throws {@link DataError} something in it is neither an array nor a list or record.
 */
export function mapArrays<E>(structure: E, replace: (array: DataArray) => DataArray, path = ''): E {
  const changed = (child: unknown, name: string | number): unknown =>
    mapArrays(child, replace, pathTo(path, name));
  if (isDataArray(structure)) return replace(structure) as E;
  if (Array.isArray(structure)) return structure.map(changed) as E;
  if (!isPlainRecord(structure)) throw noArrayError('Dataset', path, structure);
  const entries = Object.entries(structure).map(([name, child]) => [name, changed(child, name)]);
  return Object.fromEntries(entries) as E;
}

/** The arrays of a structure, each with what messages call it. */
export function namedArrays(structure: unknown, path = ''): [name: string, array: DataArray][] {
  if (isDataArray(structure)) return [[path, structure]];
  return Object.entries(structure as object).flatMap(([name, child]) =>
    namedArrays(child, pathTo(path, name)),
  );
}

export function noArrayError(where: string, path: string, value: unknown): DataError {
  return new DataError({
    where,
    problem: `${path === '' ? 'an element' : `\`${path}\``} must be an NdArray, a StringArray, or a list or record of them, received ${describe(value)}`,
    fix: isElements(value)
      ? 'make arrays of windows first: flatMap((window) => window.batch(8))'
      : 'return arrays from map(), for example ndArray(values) or stringArray(texts); leave out what is missing',
  });
}

const isElements = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
