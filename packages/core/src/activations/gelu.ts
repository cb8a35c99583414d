import { tidy } from '../memory/memory.ts';
import { erf, tanh } from '../tensors/arithmetic.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface GeluOptions {
  /** True for the tanh approximation. @defaultValue `false` */
  readonly approximate?: boolean;
}

/**
 * Gaussian error linear unit: `x · P(Z ≤ x)` for a standard normal `Z`.
 *
 * Exactly `x / 2 · (1 + erf(x / √2))`; approximately `x / 2 · (1 + tanh(√(2 / π) · (x + 0.044715 x³)))`.
 *
 * @source Hendrycks & Gimpel 2016.
 */
export function gelu(x: TensorLike, { approximate = false }: GeluOptions = {}): Tensor {
  return tidy(() => {
    const input = tensor(x, 'float32');
    const twice = approximate
      ? tanh(input.add(input.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)))
      : erf(input.mul(Math.SQRT1_2));
    return input.mul(twice.add(1)).mul(0.5);
  });
}
