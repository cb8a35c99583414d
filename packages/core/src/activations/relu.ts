import { tidy } from '../memory/memory.ts';
import { clip, sub } from '../tensors/arithmetic.ts';
import { greater, where } from '../tensors/comparison.ts';
import { leakyRelu, relu as rectify } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface ReluOptions {
  /** Slope below `threshold`. @defaultValue `0` */
  readonly negativeSlope?: number;
  /** Values above are cut to this; null for no limit. @defaultValue `null` */
  readonly maxValue?: number | null;
  /** Values up to this count as negative. @defaultValue `0` */
  readonly threshold?: number;
}

/**
 * Rectified linear unit `max(x, 0)`; its gradient at 0 is 0.
 *
 * With options: `maxValue` where `x ≥ maxValue`, `x` where `x > threshold`, `negativeSlope · (x - threshold)` elsewhere.
 *
 * @example
 * relu([-2, 0, 3]) // => [0, 0, 3]
 */
export function relu(
  x: TensorLike,
  { negativeSlope = 0, maxValue = null, threshold = 0 }: ReluOptions = {},
): Tensor {
  if (maxValue === null && threshold === 0) {
    return negativeSlope === 0 ? rectify(x) : leakyRelu(x, negativeSlope);
  }
  return tidy(() => {
    const above = threshold === 0 ? rectify(x) : where(greater(x, threshold), x, 0);
    const positive = maxValue === null ? above : clip(above, 0, maxValue);
    if (negativeSlope === 0) return positive;
    return positive.sub(rectify(sub(threshold, x)).mul(negativeSlope));
  });
}
