import { tidy } from '../memory/memory.ts';
import { add, square } from '../tensors/arithmetic.ts';
import { less, lessEqual, where } from '../tensors/comparison.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

/**
 * `0` up to -1, `(x + 1)² / 4` up to 1, `x` above: a softplus that is exactly 0 for small values.
 *
 * @source Keras 3 `sparse_plus`.
 */
export function sparsePlus(x: TensorLike): Tensor {
  return tidy(() => {
    const between = square(add(x, 1)).mul(0.25);
    return where(lessEqual(x, -1), 0, where(less(x, 1), between, x));
  });
}
