import { div } from '../tensors/arithmetic.ts';
import { equal, where } from '../tensors/comparison.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** `a / b`, and 0 where `b` is 0; so is the gradient there. */
export function divideOrZero(a: Tensor, b: Tensor): Tensor {
  const isZero = equal(b, 0);
  return where(isZero, 0, div(a, where(isZero, 1, b)));
}
