import { tidy } from '../memory/memory.ts';
import { greater, where } from '../tensors/comparison.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface ThresholdOptions {
  /** Values up to this are replaced. */
  readonly threshold: number;
  /** What they are replaced by. */
  readonly defaultValue: number;
}

/**
 * `x` where `x > threshold`, `defaultValue` elsewhere.
 *
 * @example
 * threshold([0.2, 0.8], { threshold: 0.5, defaultValue: 0 }) // => [0, 0.8]
 */
export function threshold(
  x: TensorLike,
  { threshold: limit, defaultValue }: ThresholdOptions,
): Tensor {
  return tidy(() => where(greater(x, limit), x, defaultValue));
}
