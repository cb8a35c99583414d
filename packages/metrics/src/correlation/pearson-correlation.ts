import type { Axes, MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  div,
  equal,
  MeanMetric,
  mean,
  mul,
  normalizeAxes,
  requireAxes,
  resolveOptions,
  where as select,
  sqrt,
  square,
  sub,
  tidy,
} from '@myelin/core';
import { scoresOf } from '../scores-of.ts';
import type { CorrelationAxes } from './correlation-axes.ts';
import { correlationDefaults } from './correlation-axes.ts';

/** Options of {@link PearsonCorrelation}. */
export interface PearsonCorrelationOptions extends MetricOptions, CorrelationAxes {}

/**
 * Pearson correlation of targets and predictions along `axis`: `cov(t, p) / (σ(t)·σ(p))`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`, `axis` is gone
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.pearson_correlation`.
 * @example
 * pearsonCorrelation([[0, 1, 0.5], [1, 1, 0.2]], [[0.1, 0.9, 0.5], [1, 0.9, 0.2]]).arraySync() // => [1, 0.9933993]
 */
export function pearsonCorrelation(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CorrelationAxes = {},
): Tensor {
  const where = 'pearsonCorrelation';
  const axes = requireAxes(where, resolveOptions(where, options, correlationDefaults).axis);
  return tidy(() => correlationsOf(where, yTrue, yPred, axes));
}

/**
 * Mean Pearson correlation of targets and predictions: how close each is to a linear function of the other, from -1 to 1.
 *
 * By default it looks along the values of each sample, and averages over samples. With `axis: 0` it looks along the samples
 * of each batch, and averages over outputs and batches. Where all targets or all predictions are equal it is NaN, and so is
 * the mean of the epoch then.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.PearsonCorrelation`.
 * @see {@link ConcordanceCorrelation}, which asks for equal values.
 * @example
 * const correlation = new PearsonCorrelation();
 * correlation.updateState([[0, 1, 0.5], [1, 1, 0.2]], [[0.1, 0.9, 0.5], [1, 0.9, 0.2]]);
 * correlation.result().arraySync() // => 0.9966997
 */
export class PearsonCorrelation extends MeanMetric<PearsonCorrelationOptions> {
  readonly className = 'PearsonCorrelation';
  readonly direction = 'up';
  readonly #axes: Axes;

  constructor(options: PearsonCorrelationOptions = {}) {
    super('PearsonCorrelation', options, correlationDefaults);
    this.#axes = requireAxes('PearsonCorrelation', this.config.axis);
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return correlationsOf('PearsonCorrelation', yTrue, yPred, this.#axes);
  }
}

function correlationsOf(where: string, yTrue: TensorLike, yPred: TensorLike, axes: Axes): Tensor {
  return scoresOf(where, yTrue, yPred, (target, prediction) => {
    const along = normalizeAxes(where, axes, target.rank);
    return mean(mul(standardized(target, along), standardized(prediction, along)), along);
  });
}

/** `(x - mean) / σ`; NaN where all are equal, on backends too that make 1 of `0 / 0`. */
function standardized(x: Tensor, axes: number[] | undefined): Tensor {
  const centered = sub(x, mean(x, axes, true));
  const deviation = sqrt(mean(square(centered), axes, true));
  return div(centered, select(equal(deviation, 0), Number.NaN, deviation));
}
