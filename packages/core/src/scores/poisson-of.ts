import { add, log, mul, sub } from '../tensors/arithmetic.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { EPSILON } from './epsilon.ts';

/**
 * Poisson loss of each sample: `mean(p - t·log(p + 1e-7))` over the last axis.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `poisson`.
 */
export function poissonOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(sub(prediction, mul(target, log(add(prediction, EPSILON)))), -1);
}
