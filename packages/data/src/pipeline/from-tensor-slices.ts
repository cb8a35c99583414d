import { commonRows } from './common-rows.ts';
import { Dataset } from './dataset.ts';
import type { DatasetElement } from './example.ts';
import { type ArraysFrom, type ArraysInput, readArrays } from './given-arrays.ts';
import { rowsSource } from './rows-source.ts';

/**
 * A data set whose elements are the rows of arrays, in the structure in which the arrays were given: of `[x, y]` each element is
 * `[x[i], y[i]]`, of `{ a, b }` it is `{ a: a[i], b: b[i] }`, of one array `x` it is `x[i]`.
 *
 * Nested lists become arrays; among several arrays, one at least must be an NdArray, a StringArray, a typed array or a record,
 * or they are taken for one array. The arrays are not copied.
 *
 * @throws {@link ShapeError} an array is a scalar or ragged, or the arrays differ in their number of rows.
 * @throws {@link DataError} a record has no array, or an array holds neither numbers nor texts.
 * @source `tf.data.Dataset.from_tensor_slices`.
 * @see {@link fromArrays}, which names features and targets.
 * @example
 * fromTensorSlices([ndArray([[1, 2], [3, 4]]), ndArray([0, 1])]).batch(2) // one batch: [x of [2, 2], y of [2]]
 */
export function fromTensorSlices<const Given extends ArraysInput>(
  arrays: Given,
): Dataset<ArraysFrom<Given>> {
  const where = 'fromTensorSlices';
  const read = readArrays(where, 'arrays', arrays) as ArraysFrom<Given> & DatasetElement;
  const { count, order } = commonRows(where, read, 'arrays');
  return new Dataset(rowsSource(count, { arrays: read, order })) as Dataset<ArraysFrom<Given>>;
}
