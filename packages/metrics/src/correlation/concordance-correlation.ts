import type { Axes, MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  add,
  div,
  EPSILON,
  MeanMetric,
  mean,
  mul,
  normalizeAxes,
  requireAxes,
  resolveOptions,
  square,
  squaredDifference,
  sub,
  tidy,
} from '@myelin/core';
import { scoresOf } from '../scores-of.ts';
import type { CorrelationAxes } from './correlation-axes.ts';
import { correlationDefaults } from './correlation-axes.ts';

/** Options of {@link ConcordanceCorrelation}. */
export interface ConcordanceCorrelationOptions extends MetricOptions, CorrelationAxes {}

/**
 * Concordance correlation of targets and predictions along `axis`:
 * `2·cov(t, p) / (var(t) + var(p) + (mean(t) - mean(p))²)`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`, `axis` is gone
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.concordance_correlation`.
 * @example
 * concordanceCorrelation([[0, 1, 0.5], [1, 1, 0.2]], [[0.1, 0.9, 0.5], [1, 0.9, 0.2]]).arraySync() // => [0.9756097, 0.9876543]
 */
export function concordanceCorrelation(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CorrelationAxes = {},
): Tensor {
  const where = 'concordanceCorrelation';
  const axes = requireAxes(where, resolveOptions(where, options, correlationDefaults).axis);
  return tidy(() => concordancesOf(where, yTrue, yPred, axes));
}

/**
 * Mean concordance correlation of targets and predictions: how close they are to being equal, from -1 to 1.
 *
 * Unlike {@link PearsonCorrelation} it falls when predictions are correlated with the targets but too large, too small or
 * shifted. By default it looks along the values of each sample, and averages over samples. With `axis: 0` it looks along
 * the samples of each batch, and averages over outputs and batches. Where all values are equal it is 0.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} an option is unknown, or there is no such axis.
 * @throws {@link ShapeError} the shapes differ.
 * @source Lin 1989; Keras 3 `metrics.ConcordanceCorrelation`.
 * @example
 * const correlation = new ConcordanceCorrelation();
 * correlation.updateState([[0, 1, 0.5], [1, 1, 0.2]], [[0.1, 0.9, 0.5], [1, 0.9, 0.2]]);
 * correlation.result().arraySync() // => 0.981632
 */
export class ConcordanceCorrelation extends MeanMetric<ConcordanceCorrelationOptions> {
  readonly className = 'ConcordanceCorrelation';
  readonly direction = 'up';
  readonly #axes: Axes;

  constructor(options: ConcordanceCorrelationOptions = {}) {
    super('ConcordanceCorrelation', options, correlationDefaults);
    this.#axes = requireAxes('ConcordanceCorrelation', this.config.axis);
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return concordancesOf('ConcordanceCorrelation', yTrue, yPred, this.#axes);
  }
}

function concordancesOf(where: string, yTrue: TensorLike, yPred: TensorLike, axes: Axes): Tensor {
  return scoresOf(where, yTrue, yPred, (target, prediction) => {
    const along = normalizeAxes(where, axes, target.rank);
    const meanOf = (x: Tensor): Tensor => mean(x, along, true);
    const centers = [meanOf(target), meanOf(prediction)] as const;
    const t = sub(target, centers[0]);
    const p = sub(prediction, centers[1]);
    const variances = add(meanOf(square(t)), meanOf(square(p)));
    // Equal values divide by epsilon, not by 0.
    const norm = add(add(variances, squaredDifference(...centers)), EPSILON);
    return mean(div(mul(2, mul(t, p)), norm), along);
  });
}
