import { abs, div, maximum, mul, sub } from '../tensors/arithmetic.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/**
 * Absolute error of each sample in percent of the target: `100 · mean(|t - p| / max(|t|, 1e-7))` over the last axis.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `mean_absolute_percentage_error`.
 */
export function meanAbsolutePercentageErrorOf(target: Tensor, prediction: Tensor): Tensor {
  const share = div(abs(sub(target, prediction)), maximum(abs(target), EPSILON));
  return mul(mean(share, -1), 100);
}
