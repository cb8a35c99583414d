import { tidy } from '../memory/memory.ts';
import { add } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { relu6 } from './relu6.ts';

/** Piecewise-linear sigmoid: `(x + 3) / 6`, cut to [0, 1]. */
export function hardSigmoid(x: TensorLike): Tensor {
  return tidy(() => relu6(add(x, 3)).div(6));
}
