import { maximum, mul, sub } from '../tensors/arithmetic.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { binaryAsSigns } from './binary-as-signs.ts';

/**
 * Hinge of each sample: `mean(max(1 - t·p, 0))` over the last axis.
 *
 * Targets are -1 or 1; if all are 0 or 1, 0 counts as -1.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `hinge`.
 */
export function hingeOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(shortfall(target, prediction), -1);
}

/** How much each prediction lacks to a margin of 1 on the right side: `max(1 - t·p, 0)`. */
export function shortfall(target: Tensor, prediction: Tensor): Tensor {
  return maximum(sub(1, mul(binaryAsSigns(target), prediction)), 0);
}
