import type { Tensor } from '@myelin/core';
import { add, mul, sub } from '@myelin/core';

/** `share·average + (1 - share)·x`, in three operations. */
export function movingAverage(average: Tensor, x: Tensor, share: number): Tensor {
  return add(average, mul(sub(x, average), 1 - share));
}
