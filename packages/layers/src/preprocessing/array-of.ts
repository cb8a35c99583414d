import type { NestedArray, TensorLike } from '@myelin/core';
import { isTensor, NdArray, ndArray } from '@myelin/core';

/**
 * Numbers in ordinary memory; waits for the backend where they lie there.
 *
 * @throws {@link DataError} they are texts.
 */
export function arrayOf(data: TensorLike): NdArray {
  if (data instanceof NdArray) return data;
  return isTensor(data) ? new NdArray(data.dataSync(), data.shape) : ndArray(data as NestedArray);
}
