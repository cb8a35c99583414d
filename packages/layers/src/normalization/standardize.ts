import type { Tensor } from '@myelin/core';
import { add, mean, mul, rsqrt, square, sub } from '@myelin/core';

/** `(x - μ) / √(σ² + epsilon)`, with mean and population variance over `axes`. */
export function standardize(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const centered = sub(x, mean(x, axes, true));
  const variance = mean(square(centered), axes, true);
  return mul(centered, rsqrt(add(variance, epsilon)));
}
