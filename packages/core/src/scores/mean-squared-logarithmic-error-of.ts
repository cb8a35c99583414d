import { log1p, maximum, squaredDifference } from '../tensors/arithmetic.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/**
 * Squared error of each sample between logarithms: `mean((log(1 + t) - log(1 + p))²)` over the last axis.
 *
 * Numbers below 1e-7 count as 1e-7.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `mean_squared_logarithmic_error`; `log1p` keeps the digits of small numbers.
 */
export function meanSquaredLogarithmicErrorOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(squaredDifference(logarithm(prediction), logarithm(target)), -1);
}

const logarithm = (x: Tensor): Tensor => log1p(maximum(x, EPSILON));
