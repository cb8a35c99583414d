import type { TensorLike } from '@myelin/core';
import { isTensor, NdArray, ndArray } from '@myelin/core';

/** Data in ordinary memory; waits for the backend where it lies there. */
export function arrayOf(data: TensorLike): NdArray {
  if (data instanceof NdArray) return data;
  return isTensor(data) ? new NdArray(data.dataSync(), data.shape) : ndArray(data);
}
