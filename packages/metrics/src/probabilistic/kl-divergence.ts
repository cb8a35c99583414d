import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { klDivergenceOf, MeanMetric, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Kullback-Leibler divergence of each sample: `Σ yTrue · log(yTrue / yPred)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.kl_divergence`.
 * @example
 * klDivergence([[0.5, 0.5]], [[0.9, 0.1]]).arraySync() // => [0.5108256]
 */
export function klDivergence(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('klDivergence', yTrue, yPred, klDivergenceOf));
}

/**
 * Mean Kullback-Leibler divergence from predictions to targets: `mean(Σ yTrue · log(yTrue / yPred))`. 0 where they are equal.
 *
 * Both are distributions; they are clipped to [1e-7, 1].
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.KLDivergence`.
 * @example
 * const divergence = new KLDivergence();
 * divergence.updateState([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]);
 * divergence.result().arraySync() // => 0.4581431
 */
export class KLDivergence extends MeanMetric {
  readonly className = 'KLDivergence';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('KLDivergence', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('KLDivergence', yTrue, yPred, klDivergenceOf);
  }
}
