import type { Tensor } from '@myelin/core';
import { NdArray } from '@myelin/core';

/** The values of a tensor of numbers as an NdArray; waits for the backend. */
export function arrayOf(tensor: Tensor): NdArray {
  const { dtype } = tensor;
  if (dtype === 'string') throw new Error('arrayOf: texts are read with stringsOf');
  return new NdArray(tensor.dataSync(), tensor.shape, dtype);
}
