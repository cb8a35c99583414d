import type { Tensor } from '@myelin/core';
import { NdArray } from '@myelin/core';

/** The values of a tensor as an NdArray; waits for the backend. */
export function arrayOf(tensor: Tensor): NdArray {
  return new NdArray(tensor.dataSync(), tensor.shape, tensor.dtype);
}
