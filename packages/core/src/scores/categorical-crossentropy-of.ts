import { normalizeAxis } from '../shapes/shape.ts';
import { add, div, log, mul, neg } from '../tensors/arithmetic.ts';
import { logitsOf } from '../tensors/logits.ts';
import { logSoftmax } from '../tensors/neural.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { clipProbabilities } from './clip-probabilities.ts';
import type { CrossentropyOptions } from './crossentropy-options.ts';
import { requireClasses } from './require-classes.ts';

/**
 * Crossentropy of each sample with a one-hot target: `-Σ t·log(p)` over `axis`.
 *
 * Probabilities are divided by their sum and clipped to [1e-7, 1 - 1e-7]. From logits, also from those that a softmax
 * just made the probabilities of, the logarithm of softmax is taken in one step: exact for any size.
 *
 * @shape target, prediction `[batch, ..., classes]`, float32
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} there is no such axis.
 * @throws {@link ShapeError} there is only one class.
 * @source Keras 3 `categorical_crossentropy` on its TensorFlow backend.
 */
export function categoricalCrossentropyOf(
  target: Tensor,
  prediction: Tensor,
  { fromLogits = false, labelSmoothing = 0, axis = -1 }: CrossentropyOptions = {},
): Tensor {
  const where = 'categoricalCrossentropy';
  const along = normalizeAxis(where, axis, prediction.rank);
  const classes = requireClasses(where, prediction.shape, along);
  const isLast = along === prediction.rank - 1;
  const logits = fromLogits ? prediction : isLast ? logitsOf(prediction, 'softmax') : undefined;
  const logs = logits ? logSoftmax(logits, along) : log(clippedShares(prediction, along));
  return neg(sum(mul(smoothOneHot(target, labelSmoothing, classes), logs), along));
}

/** One-hot targets, moved towards the even distribution: `t·(1 - s) + s / classes`. */
export function smoothOneHot(target: Tensor, labelSmoothing: number, classes: number): Tensor {
  if (labelSmoothing === 0) return target;
  return add(mul(target, 1 - labelSmoothing), labelSmoothing / classes);
}

/** Probabilities that sum to 1, kept away from 0 and 1. */
export function clippedShares(probabilities: Tensor, axis: number): Tensor {
  return clipProbabilities(div(probabilities, sum(probabilities, axis, true)));
}
