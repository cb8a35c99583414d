import { commonRows } from './common-rows.ts';
import { Dataset } from './dataset.ts';
import type { DatasetElement } from './example.ts';
import { type ArraysFrom, type ArraysInput, readArrays } from './given-arrays.ts';
import { rowsSource } from './rows-source.ts';

/**
 * A data set whose elements are the rows of arrays: `x[i]` with `y[i]` and `sampleWeight[i]`.
 *
 * Each of them is one array, a list of arrays, or a record of arrays by name, as models with several inputs or outputs take
 * them; then each element has the rows in the same structure. Texts become StringArrays. The arrays are not copied; rows are,
 * when `batch` puts them together.
 *
 * @throws {@link ShapeError} an array is a scalar or ragged, or the arrays differ in their number of rows.
 * @throws {@link DataError} a record has no array, or an array holds neither numbers nor texts.
 * @source `tf.data.Dataset.from_tensor_slices`.
 * @example
 * fromArrays([[1, 2], [3, 4], [5, 6]], [0, 1, 1]).cardinality // => 3
 * fromArrays({ size: [50, 80], place: ['Ulsan', 'Jeju'] }, [1, 2]).map(({ x: { place } }) => place)
 */
export function fromArrays<const X extends ArraysInput>(
  x: X,
): Dataset<{ readonly x: ArraysFrom<X> }>;
export function fromArrays<const X extends ArraysInput, const Y extends ArraysInput>(
  x: X,
  y: Y,
): Dataset<{ readonly x: ArraysFrom<X>; readonly y: ArraysFrom<Y> }>;
export function fromArrays<const X extends ArraysInput, const Weights extends ArraysInput>(
  x: X,
  y: undefined,
  sampleWeight: Weights,
): Dataset<{ readonly x: ArraysFrom<X>; readonly sampleWeight: ArraysFrom<Weights> }>;
export function fromArrays<
  const X extends ArraysInput,
  const Y extends ArraysInput,
  const Weights extends ArraysInput,
>(
  x: X,
  y: Y | undefined,
  sampleWeight: Weights,
): Dataset<{
  readonly x: ArraysFrom<X>;
  readonly y: ArraysFrom<Y>;
  readonly sampleWeight: ArraysFrom<Weights>;
}>;
export function fromArrays(
  x: ArraysInput,
  y?: ArraysInput,
  sampleWeight?: ArraysInput,
): Dataset<DatasetElement> {
  const where = 'fromArrays';
  const arrays: DatasetElement = {
    x: readArrays(where, 'x', x),
    ...(y !== undefined && { y: readArrays(where, 'y', y) }),
    ...(sampleWeight !== undefined && {
      sampleWeight: readArrays(where, 'sampleWeight', sampleWeight),
    }),
  };
  const { count, order } = commonRows(where, arrays);
  return new Dataset(rowsSource(count, { arrays, order }));
}
