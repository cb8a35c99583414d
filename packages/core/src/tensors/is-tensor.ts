import { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import type { Tensor } from './tensor.ts';

/** Whether a value is a tensor: its methods are there, its values on a backend. */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof TfTensor;
}
