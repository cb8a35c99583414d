import { tidy } from '../memory/memory.ts';
import { expm1, maximum, minimum } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface CeluOptions {
  /** What the function approaches for large negative values, negated. @defaultValue `1` */
  readonly alpha?: number;
}

/**
 * Continuously differentiable exponential linear unit: `max(x, 0) + min(alpha · (e^(x / alpha) - 1), 0)`.
 *
 * @source Barron 2017.
 */
export function celu(x: TensorLike, { alpha = 1 }: CeluOptions = {}): Tensor {
  return tidy(() => maximum(x, 0).add(expm1(minimum(x, 0).div(alpha)).mul(alpha)));
}
