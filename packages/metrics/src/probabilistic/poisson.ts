import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { MeanMetric, poissonOf, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Poisson loss of each sample: `mean(yPred - yTrue · log(yPred))` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.poisson`.
 * @example
 * poisson([[1, 2]], [[1, 1]]).arraySync() // => [1]
 */
export function poisson(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('poisson', yTrue, yPred, poissonOf));
}

/**
 * Mean Poisson loss: `mean(yPred - yTrue · log(yPred))`, for targets that are counts.
 *
 * Predictions are rates and must not be negative.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.Poisson`.
 * @example
 * const poisson = new Poisson();
 * poisson.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * poisson.result().arraySync() // => 0.5
 */
export class Poisson extends MeanMetric {
  readonly className = 'Poisson';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('Poisson', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('Poisson', yTrue, yPred, poissonOf);
  }
}
