import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { categoricalHingeOf, MeanMetric, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Categorical hinge of each sample: `max(1 + max((1 - yTrue) · yPred) - Σ yTrue · yPred, 0)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.categorical_hinge`.
 * @example
 * categoricalHinge([[0, 1]], [[0.6, 0.4]]).arraySync() // => [1.2]
 */
export function categoricalHinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('categoricalHinge', yTrue, yPred, categoricalHingeOf));
}

/**
 * Mean categorical hinge: `mean(max(1 + max((1 - yTrue) · yPred) - Σ yTrue · yPred, 0))`, for one-hot targets.
 *
 * 0 where the score of the right class exceeds all others by 1.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.CategoricalHinge`.
 * @example
 * const hinge = new CategoricalHinge();
 * hinge.updateState([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]);
 * hinge.result().arraySync() // => 1.4
 */
export class CategoricalHinge extends MeanMetric {
  readonly className = 'CategoricalHinge';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('CategoricalHinge', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('CategoricalHinge', yTrue, yPred, categoricalHingeOf);
  }
}
