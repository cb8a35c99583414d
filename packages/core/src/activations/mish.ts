import { tidy } from '../memory/memory.ts';
import { mul, tanh } from '../tensors/arithmetic.ts';
import { softplus } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * `x · tanh(softplus(x))`, smooth and not monotonic.
 *
 * @source Misra 2019.
 */
export function mish(x: TensorLike): Tensor {
  return tidy(() => mul(x, tanh(softplus(x))));
}
