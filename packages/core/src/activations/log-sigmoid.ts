import { tidy } from '../memory/memory.ts';
import { neg } from '../tensors/arithmetic.ts';
import { softplus } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `log(sigmoid(x))`, without overflow: `-softplus(-x)`. */
export function logSigmoid(x: TensorLike): Tensor {
  return tidy(() => softplus(neg(x)).neg());
}
