import {
  arrayFrom,
  DataError,
  type DataType,
  type NdArray,
  type NestedArray,
  requireKnownOptions,
  requireWholeNumber,
  type TypedArray,
} from '@myelin/core';
import { newRows } from './new-rows.ts';

export interface ToCategoricalOptions {
  /** Element type of what comes out. @defaultValue `'float32'` */
  readonly dtype?: DataType;
}

/**
 * Classes as rows of 0 and 1: `row[class] = 1`.
 *
 * @param labels - Whole numbers from 0, in an array of any shape; a last axis of size 1 is left out.
 * @param numClasses - Number of classes. @defaultValue the largest class and 1
 * @shape output the shape of `labels`, and `[…, numClasses]`
 * @throws {@link DataError} a label is no whole number from 0 to `numClasses - 1`.
 * @source Keras 3 `to_categorical`, which counts negative classes from the end and cuts off fractions
 * @example
 * toCategorical([2, 0], 3).toArray() // => [[0, 0, 1], [1, 0, 0]]
 * toCategorical([2, 6, 6, 1], 7, { dtype: 'int32' }).dtype // => 'int32'
 */
export function toCategorical(
  labels: NestedArray | TypedArray | NdArray,
  numClasses: number | null = null,
  options: ToCategoricalOptions = {},
): NdArray {
  const where = 'toCategorical';
  requireKnownOptions(where, options, ['dtype']);
  const { data, shape } = arrayFrom(where, labels);
  if (numClasses !== null) requireWholeNumber(where, 'numClasses', numClasses, { min: 1 });
  let largest = -1;
  for (let at = 0; at < data.length; at++) {
    const label = data[at] as number;
    if (Number.isInteger(label) && label >= 0 && label < (numClasses ?? Number.POSITIVE_INFINITY)) {
      if (label > largest) largest = label;
      continue;
    }
    throw new DataError({
      where,
      problem: `a class must be a whole number from 0${numClasses === null ? '' : ` to ${numClasses - 1}`}, received ${label} at ${at}`,
      fix: 'turn labels into classes with LabelEncoder, or pass a larger `numClasses`',
    });
  }
  const classes = numClasses ?? largest + 1;
  const outer = shape.length > 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
  const made = newRows(where, data.length, classes, options.dtype ?? 'float32');
  for (let at = 0; at < data.length; at++) made.data[at * classes + (data[at] as number)] = 1;
  return made.reshape([...outer, classes]);
}
