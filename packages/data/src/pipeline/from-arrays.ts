import { type NdArray, type NestedArray, ndArray, ShapeError, type TypedArray } from '@myelin/core';
import { Dataset } from './dataset.ts';
import type { Example } from './example.ts';
import { rowsSource } from './rows-source.ts';

/** Rows as an array, a typed array or nested lists. */
export type ArrayInput = NdArray | TypedArray | NestedArray;

/**
 * A data set whose elements are the rows of arrays: `x[i]` with `y[i]` and `sampleWeight[i]`.
 *
 * The arrays are not copied; rows are, when `batch` puts them together.
 *
 * @throws {@link ShapeError} an array is a scalar, or the arrays differ in their number of rows.
 * @example
 * fromArrays([[1, 2], [3, 4], [5, 6]], [0, 1, 1]).cardinality // => 3
 */
export function fromArrays(x: ArrayInput): Dataset<{ readonly x: NdArray }>;
export function fromArrays(
  x: ArrayInput,
  y: ArrayInput,
): Dataset<{ readonly x: NdArray; readonly y: NdArray }>;
export function fromArrays(
  x: ArrayInput,
  y: ArrayInput | undefined,
  sampleWeight: ArrayInput,
): Dataset<{ readonly x: NdArray; readonly y: NdArray; readonly sampleWeight: NdArray }>;
export function fromArrays(x: ArrayInput, y?: ArrayInput, sampleWeight?: ArrayInput): Dataset {
  const arrays: Example = {
    x: rowsOf('x', x),
    ...(y !== undefined && { y: rowsOf('y', y) }),
    ...(sampleWeight !== undefined && { sampleWeight: rowsOf('sampleWeight', sampleWeight) }),
  };
  const count = arrays.x.length;
  checkCounts(count, 'y', arrays.y);
  checkCounts(count, 'sampleWeight', arrays.sampleWeight);
  const order = Int32Array.from({ length: count }, (_, row) => row);
  return new Dataset(rowsSource(count, { arrays, order: () => order }));
}

function rowsOf(name: string, values: ArrayInput): NdArray {
  const array = ndArray(values);
  if (array.rank > 0) return array;
  throw new ShapeError({
    where: 'fromArrays',
    problem: `\`${name}\` must have rows, received the scalar ${array.at()}`,
    fix: 'pass an array of rank 1 or more, for example [[0, 0], [0, 1]]',
  });
}

function checkCounts(count: number, name: string, array: NdArray | undefined): void {
  if (!array || array.length === count) return;
  throw new ShapeError({
    where: 'fromArrays',
    problem: `\`x\` has ${count} rows and \`${name}\` has ${array.length}`,
    fix: 'pass arrays with one row for each sample',
  });
}
