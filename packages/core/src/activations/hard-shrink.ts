import { tidy } from '../memory/memory.ts';
import { greater, less, logicalOr, where } from '../tensors/comparison.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface HardShrinkOptions {
  /** Values no further than this from 0 become 0. @defaultValue `0.5` */
  readonly threshold?: number;
}

/** `x` where `|x| > threshold`, 0 elsewhere. */
export function hardShrink(x: TensorLike, { threshold = 0.5 }: HardShrinkOptions = {}): Tensor {
  return tidy(() => where(logicalOr(greater(x, threshold), less(x, -threshold)), x, 0));
}
