/** Limits on gradients, applied before the update. */

import { add, clip, div, maximum, mul, sqrt, square, sub } from '../tensors/arithmetic.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Gradients } from './optimizer-state.ts';

/** At most one of these is set. */
export interface GradientLimits {
  /** Largest Euclidean norm of the gradient of one weight. */
  readonly clipnorm: number | null;
  /** Largest Euclidean norm of all gradients together. */
  readonly globalClipnorm: number | null;
  /** Largest size of one element. */
  readonly clipvalue: number | null;
}

/** Gradients within the limits; those that are missing stay missing. */
export function clipGradients(
  gradients: Gradients,
  { clipnorm, globalClipnorm, clipvalue }: GradientLimits,
): Gradients {
  if (clipnorm !== null) {
    return gradients.map((one) => one && mul(one, limitingFactor(sumOfSquares(one), clipnorm)));
  }
  if (globalClipnorm !== null) {
    const present = gradients.filter((one) => one !== undefined);
    if (present.length === 0) return gradients;
    const factor = globalFactor(present.map(sumOfSquares).reduce(add), globalClipnorm);
    return gradients.map((one) => one && mul(one, factor));
  }
  if (clipvalue !== null) {
    return gradients.map((one) => one && clip(one, -clipvalue, clipvalue));
  }
  return gradients;
}

const sumOfSquares = (x: Tensor): Tensor => sum(square(x));

/** `limit / max(norm, limit)`: 1 for all that is short enough. */
function limitingFactor(squares: Tensor, limit: number): Tensor {
  return div(limit, maximum(sqrt(squares), limit));
}

/** As {@link limitingFactor}, but NaN if the norm is infinite, so that no weight survives unnoticed (as in Keras). */
function globalFactor(squares: Tensor, limit: number): Tensor {
  const norm = sqrt(squares);
  return add(limitingFactor(squares, limit), sub(norm, norm));
}
