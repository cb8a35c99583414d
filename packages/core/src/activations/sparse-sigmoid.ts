import { tidy } from '../memory/memory.ts';
import { add } from '../tensors/arithmetic.ts';
import { greaterEqual, lessEqual, where } from '../tensors/comparison.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/** `(x + 1) / 2`, cut to [0, 1]: the derivative of sparse plus; its own gradient at -1 and 1 is 0. */
export function sparseSigmoid(x: TensorLike): Tensor {
  return tidy(() => {
    const between = add(x, 1).mul(0.5);
    return where(lessEqual(x, -1), 0, where(greaterEqual(x, 1), 1, between));
  });
}
