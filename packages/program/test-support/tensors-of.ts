import { type NdArray, type Tensor, tensor } from '@myelin/core';

/** Arrays as tensors of the backend in use, by name. */
export function tensorsOf(arrays: Readonly<Record<string, NdArray>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, tensor(array)]));
}
