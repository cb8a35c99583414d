import { tidy } from '../memory/memory.ts';
import { add, mul, sqrt, square } from '../tensors/arithmetic.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface SquareplusOptions {
  /** How wide the bend at 0 is. @defaultValue `4` */
  readonly b?: number;
}

/**
 * `(x + √(x² + b)) / 2`: like softplus, by algebra alone.
 *
 * @source Barron 2021.
 */
export function squareplus(x: TensorLike, { b = 4 }: SquareplusOptions = {}): Tensor {
  return tidy(() => mul(add(x, sqrt(square(x).add(b))), 0.5));
}
