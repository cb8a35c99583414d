import { DataError, describe, isPlainRecord } from '@myelin/core';
import { type DataArray, isDataArray, noArrayError, pathTo } from './arrays.ts';
import { makeRecord } from './make-record.ts';

/** Makes one array of those that stand at one place of all elements. */
export type JoinArrays = (path: string, arrays: readonly DataArray[]) => DataArray;

/**
 * Elements as one, with one array in the place of many. There must be at least one element.
 *
 * @throws {@link DataError} an element lacks an array that the first one has, has one more, or of another type.
 */
export function joinStructures<E>(where: string, elements: readonly E[], join: JoinArrays): E {
  return joinAt({ where, join }, '', elements) as E;
}

interface Joining {
  readonly where: string;
  readonly join: JoinArrays;
}

/** What stands at one place of all elements, as one. */
function joinAt(joining: Joining, path: string, values: readonly unknown[]): unknown {
  const { where, join } = joining;
  const [first] = values;
  if (isDataArray(first)) return join(path, requireArrays(where, path, first, values));
  if (!Array.isArray(first) && !isPlainRecord(first)) throw noArrayError(where, path, first);
  const names = Object.keys(first);
  for (let i = 1; i < values.length; i++) requireNames(where, path, { first, names }, values[i], i);
  const joined = names.map((name) =>
    joinAt(
      joining,
      pathTo(path, name),
      values.map((value) => (value as Record<string, unknown>)[name]),
    ),
  );
  if (Array.isArray(first)) return joined;
  return makeRecord(names, (place) => joined[place]);
}

function requireNames(
  where: string,
  path: string,
  { first, names }: { readonly first: object; readonly names: readonly string[] },
  value: unknown,
  i: number,
): void {
  const found = namesIn(value);
  const isSameKind = Array.isArray(value) === Array.isArray(first);
  if (
    isSameKind &&
    found?.length === names.length &&
    names.every((name) => Object.hasOwn(value as object, name))
  ) {
    return;
  }
  throw new DataError({
    where,
    problem: `${elementAt(path, i)} has ${contents(value)} where the first has ${contents(first)}`,
    fix: 'return the same arrays for every element from map()',
  });
}

/** All are arrays of one element type. */
function requireArrays(
  where: string,
  path: string,
  model: DataArray,
  values: readonly unknown[],
): readonly DataArray[] {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    if (!isDataArray(value)) {
      throw new DataError({
        where,
        problem: `${elementAt(path, i)} is ${describe(value)} where the first is an array`,
        fix: 'return the same arrays for every element from map()',
      });
    }
    if (value.dtype !== model.dtype) throw dtypeError(where, path, i, model, value);
  }
  return values as readonly DataArray[];
}

function dtypeError(
  where: string,
  path: string,
  i: number,
  model: DataArray,
  value: DataArray,
): DataError {
  const isText = value.dtype === 'string' || model.dtype === 'string';
  return new DataError({
    where,
    problem: `${elementAt(path, i)} is ${value.dtype} where the first is ${model.dtype}`,
    fix: isText
      ? 'return numbers for every element from map(), or texts for every one'
      : `convert it in map(), for example with ${path || 'x'}.astype('${model.dtype}')`,
  });
}

/** What messages call an array of one of the elements. */
export const elementAt = (path: string, i: number): string =>
  `${path === '' ? '' : `\`${path}\` of `}element ${i} of the batch`;

/** The names in a record, or the places in a list; undefined for what is neither. */
const namesIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) || isPlainRecord(value) ? Object.keys(value) : undefined;

function contents(value: unknown): string {
  if (isDataArray(value)) return 'one array';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return namesIn(value)?.sort().join(', ') || describe(value);
}
