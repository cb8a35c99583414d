import { exp } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `eˣ`. */
export function exponential(x: TensorLike): Tensor {
  return exp(x);
}
