import type { Tensor } from '@myelin/core';
import { add, mul, sub } from '@myelin/core';

/** `share·average + (1 - share)·x`, in three operations. */
export function movingAverage(average: Tensor, x: Tensor, share: number): Tensor {
  return add(average, mul(sub(x, average), 1 - share));
}

/**
 * `share·average + (1 - share)·x` as these two products.
 *
 * With a share of 0 it is `x` to the last bit, and an average that was infinite once stays so: {@link movingAverage} makes
 * it NaN.
 */
export function weightedSum(average: Tensor, x: Tensor, share: number): Tensor {
  return add(mul(average, share), mul(x, 1 - share));
}
