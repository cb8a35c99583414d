import { add, maximum, mul, sub } from '../tensors/arithmetic.ts';
import { max, sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Categorical hinge of each sample: `max(1 + max((1 - t)·p) - Σ t·p, 0)` over the last axis.
 *
 * The score of the right class should exceed that of all others by 1. Where several others lead, they share the
 * gradient.
 *
 * @shape target, prediction `[batch, ..., classes]`, float32
 * @shape output `[batch, ...]`
 * @source Keras 3 `categorical_hinge`.
 */
export function categoricalHingeOf(target: Tensor, prediction: Tensor): Tensor {
  const right = sum(mul(target, prediction), -1);
  const wrong = max(mul(sub(1, target), prediction), -1);
  return maximum(add(sub(wrong, right), 1), 0);
}
