import { tidy } from '../memory/memory.ts';
import { mul, sigmoid } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * Sigmoid linear unit, also called swish: `x · sigmoid(x)`.
 *
 * @source Ramachandran, Zoph & Le 2017.
 */
export function silu(x: TensorLike): Tensor {
  return tidy(() => mul(x, sigmoid(x)));
}
