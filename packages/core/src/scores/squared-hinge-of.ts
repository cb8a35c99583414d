import { square } from '../tensors/arithmetic.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { shortfall } from './hinge-of.ts';

/**
 * Squared hinge of each sample: `mean(max(1 - t·p, 0)²)` over the last axis.
 *
 * Targets are -1 or 1; if all are 0 or 1, 0 counts as -1.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `squared_hinge`.
 */
export function squaredHingeOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(square(shortfall(target, prediction)), -1);
}
