import { tidy } from '../memory/memory.ts';
import { mul } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { hardSigmoid } from './hard-sigmoid.ts';

/**
 * Piecewise-linear silu, also called hard swish: `x · hardSigmoid(x)`.
 *
 * @source Howard et al. 2019, "Searching for MobileNetV3".
 */
export function hardSilu(x: TensorLike): Tensor {
  return tidy(() => mul(x, hardSigmoid(x)));
}
