import type { TensorLike } from '@myelin/core';
import {
  holdsStrings,
  isTensor,
  type NdArray,
  type StringArray,
  stringArray,
  stringsOf,
} from '@myelin/core';
import { arrayOf } from '../array-of.ts';

type HostArray = NdArray | StringArray;

/** Samples that are taken together; the boundaries that quantiles give depend on it. */
const BATCH = 32;

/**
 * A column of a table as batches of shape `[batch, 1]`: 32 samples each, or, where samples are lists, one of them each.
 *
 * @source What Keras makes of a dictionary of arrays.
 */
export function batchesOfColumn(column: TensorLike): readonly HostArray[] {
  const array = hostArray(column);
  if (array.rank === 0) return [asColumn(array)];
  const step = array.rank === 1 ? BATCH : 1;
  return Array.from({ length: Math.ceil(array.length / step) }, (_, i) => {
    const rows = array.slice(i * step, (i + 1) * step);
    return rows.reshape([rows.size, 1]);
  });
}

/** A batch with an axis for the feature. */
export function asColumn(batch: TensorLike): HostArray {
  const array = hostArray(batch);
  if (array.rank > 1) return array;
  return array.reshape([array.size, 1]);
}

function hostArray(data: TensorLike): HostArray {
  if (isTensor(data)) return data.dtype === 'string' ? stringsOf(data) : arrayOf(data);
  return holdsStrings(data) ? stringArray(data) : arrayOf(data);
}
