import { tidy } from '../memory/memory.ts';
import { add, sub } from '../tensors/arithmetic.ts';
import { greater, less, where } from '../tensors/comparison.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface SoftShrinkOptions {
  /** What values are moved toward 0 by. @defaultValue `0.5` */
  readonly threshold?: number;
}

/** Moves values toward 0 by `threshold`, and no further: `sign(x) · max(|x| - threshold, 0)`. */
export function softShrink(x: TensorLike, { threshold = 0.5 }: SoftShrinkOptions = {}): Tensor {
  return tidy(() => {
    const negative = where(less(x, -threshold), add(x, threshold), 0);
    return where(greater(x, threshold), sub(x, threshold), negative);
  });
}
