import { requireNumber } from '@myelin/core';
import { FScore, type FScoreOptions } from './f-score.ts';

/** Options of {@link FBetaScore}. */
export interface FBetaScoreOptions extends FScoreOptions {
  /** How many times as much recall counts as precision. Above 0. @defaultValue `1` */
  readonly beta?: number;
  /** Name in the logs. @defaultValue `'fbeta_score'` */
  readonly name?: string;
}

/**
 * Weighted harmonic mean of precision and recall, for each class or over classes:
 * `(1 + β²) · precision · recall / (β² · precision + recall)`.
 *
 * With `average: null` the result is a vector. Counts are exact up to 2²⁴ samples of a class.
 *
 * @shape yTrue, yPred `[batch, classes]`; targets are one-hot, or 0 and 1 for each class
 * @shape output `[classes]`, a scalar with `average`
 * @throws {@link ArgumentError} `average`, `beta` or `threshold` is out of its domain.
 * @throws {@link ShapeError} the shapes differ or are not of rank 2, or weights do not fit them.
 * @source Keras 3 `metrics.FBetaScore`; samples that a mask leaves out do not count here, they do in Keras, and
 * targets of shape `[batch]` are taken with predictions of shape `[batch, 1]`.
 * @example
 * const score = new FBetaScore({ beta: 2, threshold: 0.5 });
 * score.updateState([[1, 1, 1], [1, 0, 0], [1, 1, 0]], [[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0]]);
 * score.result().arraySync() // => [0.3846154, 0.9090909, 0.8333333]
 */
export class FBetaScore extends FScore<FBetaScoreOptions> {
  readonly className = 'FBetaScore';
  readonly #beta: number;

  constructor(options: FBetaScoreOptions = {}) {
    super('FBetaScore', named(options), { average: null, beta: 1, threshold: null });
    this.#beta = requireNumber('FBetaScore', 'beta', this.config.beta, { above: 0 });
  }

  protected beta(): number {
    return this.#beta;
  }
}

/** Keras's snake case of the class would be `f_beta_score`. */
const named = (options: FBetaScoreOptions): FBetaScoreOptions =>
  options.name === undefined ? { ...options, name: 'fbeta_score' } : options;
