import { tidy } from '../memory/memory.ts';
import { sub, tanh } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `x - tanh(x)`: close to 0 for small values, close to `x ∓ 1` for large ones. */
export function tanhShrink(x: TensorLike): Tensor {
  return tidy(() => sub(x, tanh(x)));
}
