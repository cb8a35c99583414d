import { tidy } from '../memory/memory.ts';
import { greater, where } from '../tensors/comparison.ts';
import { elu as unitElu } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface EluOptions {
  /** What the function approaches for large negative values, negated. @defaultValue `1` */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: `x` where positive, `alpha · (eˣ - 1)` elsewhere.
 *
 * @source Clevert, Unterthiner & Hochreiter 2016.
 */
export function elu(x: TensorLike, { alpha = 1 }: EluOptions = {}): Tensor {
  if (alpha === 1) return unitElu(x);
  return tidy(() => {
    const unit = unitElu(x);
    return where(greater(x, 0), unit, unit.mul(alpha));
  });
}
