import { clip } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** Piecewise-linear tanh: `x` cut to [-1, 1]. */
export function hardTanh(x: TensorLike): Tensor {
  return clip(x, -1, 1);
}
