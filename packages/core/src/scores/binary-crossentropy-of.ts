import { normalizeAxis } from '../shapes/shape.ts';
import { add, log, mul, neg, sub } from '../tensors/arithmetic.ts';
import { logitsOf } from '../tensors/logits.ts';
import { softplus } from '../tensors/neural.ts';
import { mean } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { clipProbabilities } from './clip-probabilities.ts';
import type { CrossentropyOptions } from './crossentropy-options.ts';

/**
 * Binary crossentropy of each sample: `mean(-t·log(p) - (1 - t)·log(1 - p))` over `axis`.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7]. From logits `x`, also from those that a sigmoid just made the
 * probabilities of, it is computed as `t·softplus(-x) + (1 - t)·softplus(x)`: exact for any size.
 *
 * @shape target, prediction `[batch, ..., values]`, float32
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} there is no such axis.
 * @source Keras 3 `binary_crossentropy` on its TensorFlow backend.
 */
export function binaryCrossentropyOf(
  target: Tensor,
  prediction: Tensor,
  { fromLogits = false, labelSmoothing = 0, axis = -1 }: CrossentropyOptions = {},
): Tensor {
  const along = normalizeAxis('binaryCrossentropy', axis, prediction.rank);
  return mean(
    binaryCrossentropies(smoothBinary(target, labelSmoothing), prediction, fromLogits),
    along,
  );
}

/** The same before the mean: one value for each target. */
export function binaryCrossentropies(
  target: Tensor,
  prediction: Tensor,
  fromLogits: boolean,
): Tensor {
  const logits = fromLogits ? prediction : logitsOf(prediction, 'sigmoid');
  return logits ? ofLogits(target, logits) : ofProbabilities(target, prediction);
}

/** Targets of 0 and 1, moved towards 0.5: `t·(1 - s) + s / 2`. */
export function smoothBinary(target: Tensor, labelSmoothing: number): Tensor {
  if (labelSmoothing === 0) return target;
  return add(mul(target, 1 - labelSmoothing), 0.5 * labelSmoothing);
}

function ofLogits(t: Tensor, x: Tensor): Tensor {
  return add(mul(t, softplus(neg(x))), mul(sub(1, t), softplus(x)));
}

function ofProbabilities(t: Tensor, probabilities: Tensor): Tensor {
  const p = clipProbabilities(probabilities);
  return neg(add(mul(t, log(p)), mul(sub(1, t), log(sub(1, p)))));
}
