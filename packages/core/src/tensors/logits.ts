/**
 * Remembers what probabilities were made of.
 *
 * A crossentropy computed from probabilities loses all digits near 0 and 1, and with them the gradient; computed
 * from the logits before the softmax or sigmoid it is exact. Keras on TensorFlow therefore looks for the logits
 * behind probabilities, and so do our losses.
 */

import type { Tensor } from './tensor.ts';

export type ProbabilityActivation = 'softmax' | 'sigmoid';

const origins = new WeakMap<
  Tensor,
  { readonly activation: ProbabilityActivation; readonly logits: Tensor }
>();

/** Notes that `probabilities` is the activation of `logits`, over the last axis. */
export function rememberLogits(
  probabilities: Tensor,
  activation: ProbabilityActivation,
  logits: Tensor,
): Tensor {
  origins.set(probabilities, { activation, logits });
  return probabilities;
}

/** The logits that `probabilities` is the given activation of, if that is known and they are still there. */
export function logitsOf(
  probabilities: Tensor,
  activation: ProbabilityActivation,
): Tensor | undefined {
  const origin = origins.get(probabilities);
  return origin?.activation === activation && !origin.logits.isDisposed ? origin.logits : undefined;
}
