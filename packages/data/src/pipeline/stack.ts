import {
  DataError,
  describe,
  formatShape,
  isPlainRecord,
  NdArray,
  type NumericArray,
  ShapeError,
  StringArray,
} from '@myelin/core';
import { type DataArray, isDataArray, noArrayError, pathTo } from './arrays.ts';
import type { DatasetElement } from './example.ts';

/**
 * Elements as one, along a new first axis. There must be at least one.
 *
 * @throws {@link ShapeError} arrays of one name differ in shape.
 * @throws {@link DataError} an element lacks an array that the first one has, has one more, or of another type.
 */
export function stack<E extends DatasetElement>(elements: readonly E[]): E {
  return stackAt('', elements) as E;
}

const where = 'Dataset.batch';

/** What stands at one place of all elements, as one. */
function stackAt(path: string, values: readonly unknown[]): unknown {
  const [first] = values;
  if (isDataArray(first)) return stackArrays(path, first, values);
  if (!Array.isArray(first) && !isPlainRecord(first)) throw noArrayError(where, path, first);
  const names = namesIn(first) as string[];
  for (const [i, value] of values.entries()) checkNames(path, first, value, i);
  const stacked = names.map((name) =>
    stackAt(
      pathTo(path, name),
      values.map((value) => (value as Record<string, unknown>)[name]),
    ),
  );
  if (Array.isArray(first)) return stacked;
  return Object.fromEntries(names.map((name, i) => [name, stacked[i]]));
}

function stackArrays(path: string, model: DataArray, values: readonly unknown[]): DataArray {
  for (const [i, value] of values.entries()) checkLikeness(path, model, value, i);
  const shape = [values.length, ...model.shape];
  if (model instanceof StringArray) {
    return new StringArray(
      (values as readonly StringArray[]).flatMap(({ data }) => data),
      shape,
    );
  }
  const Storage = model.data.constructor as new (size: number) => NumericArray;
  const data = new Storage(values.length * model.size);
  for (const [i, array] of (values as readonly NdArray[]).entries()) {
    data.set(array.data, i * model.size);
  }
  return new NdArray(data, shape, model.dtype);
}

/** The names in a record, or the places in a list; undefined for what is neither. */
const namesIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) || isPlainRecord(value) ? Object.keys(value) : undefined;

function checkNames(path: string, first: object, value: unknown, i: number): void {
  const isSameKind = Array.isArray(value) === Array.isArray(first);
  const names = (of: unknown): string | undefined => namesIn(of)?.sort().join(', ');
  if (isSameKind && names(value) === names(first)) return;
  throw new DataError({
    where,
    problem: `${elementAt(path, i)} has ${contents(value)} where the first has ${contents(first)}`,
    fix: 'return the same arrays for every element from map()',
  });
}

function checkLikeness(path: string, model: DataArray, value: unknown, i: number): void {
  if (!isDataArray(value)) {
    throw new DataError({
      where,
      problem: `${elementAt(path, i)} is ${describe(value)} where the first is an array`,
      fix: 'return the same arrays for every element from map()',
    });
  }
  if (value.dtype !== model.dtype) {
    const isText = value.dtype === 'string' || model.dtype === 'string';
    throw new DataError({
      where,
      problem: `${elementAt(path, i)} is ${value.dtype} where the first is ${model.dtype}`,
      fix: isText
        ? 'return numbers for every element from map(), or texts for every one'
        : `convert it in map(), for example with ${path || 'x'}.astype('${model.dtype}')`,
    });
  }
  if (formatShape(value.shape) === formatShape(model.shape)) return;
  throw new ShapeError({
    where,
    problem: `${elementAt(path, i)} has shape ${formatShape(value.shape)} where the first has ${formatShape(model.shape)}`,
    fix: 'pad or crop the elements to one shape with map() before batch()',
  });
}

const elementAt = (path: string, i: number): string =>
  `${path === '' ? '' : `\`${path}\` of `}element ${i} of the batch`;

function contents(value: unknown): string {
  if (isDataArray(value)) return 'one array';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return namesIn(value)?.sort().join(', ') || describe(value);
}
