import type { Tensor } from '@myelin/core';
import { EPSILON, maximum, onesLike, pow, square } from '@myelin/core';

/**
 * How much of a crossentropy counts: `missingᵞ`, near 0 where the prediction is nearly right.
 *
 * The derivative of a power below 1 is infinite at 0; there, where the crossentropy itself is 0, it stops at 1e-7.
 *
 * @param missing - What a prediction lacks to certainty of what is right, in [0, 1].
 */
export function focalFactor(missing: Tensor, gamma: number): Tensor {
  if (gamma === 0) return onesLike(missing);
  if (gamma === 1) return missing;
  if (gamma === 2) return square(missing);
  return pow(gamma < 1 ? maximum(missing, EPSILON) : missing, gamma);
}
