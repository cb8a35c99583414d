/**
 * Batch renormalization (Ioffe 2017): in training too, results are brought near those of inference, by a factor
 * `r = σ / renormStddev` and an offset `d = (μ - renormMean) / renormStddev` that differentiation takes as constants.
 */

import type { KnownShape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  clip,
  describe,
  div,
  Initializer,
  maximum,
  minimum,
  sqrt,
  stopGradient,
  sub,
} from '@myelin/core';

/** Limits of the correction. */
export interface RenormClipping {
  /** Least factor. */
  readonly rmin?: number;
  /** Largest factor. */
  readonly rmax?: number;
  /** Largest magnitude of the offset. */
  readonly dmax?: number;
}

export interface RenormCorrection {
  /** Factor of the normalized input. */
  readonly r: Tensor;
  /** What is added after it. */
  readonly d: Tensor;
}

export interface RenormInputs {
  /** Of the batch. */
  readonly mean: Tensor;
  /** Of the batch, `√(variance + epsilon)`. */
  readonly stddev: Tensor;
  readonly renormMean: Tensor;
  readonly renormStddev: Tensor;
  readonly epsilon: number;
}

/** The correction of a batch by the averages before it. */
export function renormCorrection(
  { mean, stddev, renormMean, renormStddev, epsilon }: RenormInputs,
  clipping: RenormClipping,
): RenormCorrection {
  const { rmin, rmax, dmax } = clipping;
  const scale = maximum(renormStddev, Math.sqrt(epsilon));
  const factor = div(stddev, scale);
  const floored = rmin === undefined ? factor : maximum(factor, rmin);
  const r = rmax === undefined ? floored : minimum(floored, rmax);
  const offset = div(sub(mean, renormMean), scale);
  const d = dmax === undefined ? offset : clip(offset, -dmax, dmax);
  return { r: stopGradient(r), d: stopGradient(d) };
}

/** `value` is null or an object of limits. */
export function requireRenormClipping(where: string, value: unknown): void {
  const known = ['rmin', 'rmax', 'dmax'];
  const isLimits =
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([key, limit]) => known.includes(key) && Number.isFinite(limit));
  if (value === null || isLimits) return;
  throw new ArgumentError({
    where,
    problem: `\`renormClipping\` must be null or an object of the numbers rmin, rmax and dmax, received ${describe(value)}`,
    fix: 'pass for example { renormClipping: { rmin: 0.3, rmax: 3, dmax: 5 } }',
  });
}

/** Starts deviations where the variances start. */
export class RootOf extends Initializer {
  readonly className: string = 'RootOf';
  readonly config: { readonly of: Initializer };

  constructor(of: Initializer) {
    super();
    this.config = { of };
  }

  values(shape: KnownShape): Tensor {
    return sqrt(this.config.of.values(shape));
  }
}
