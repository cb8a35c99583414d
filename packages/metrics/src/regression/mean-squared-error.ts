import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { MeanMetric, mean, squaredDifference, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Squared error of each sample: `mean((yTrue - yPred)²)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.mean_squared_error`.
 * @example
 * meanSquaredError([[0.4]], [[0.436]]).arraySync() // => [0.001296]
 */
export function meanSquaredError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('meanSquaredError', yTrue, yPred, squaredErrorOf));
}

/**
 * Mean squared error over all samples: `Σ (yTrue - yPred)² / n`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.MeanSquaredError`.
 * @example
 * const error = new MeanSquaredError();
 * error.updateState([[0], [0]], [[1], [3]]);
 * error.result().arraySync() // => 5
 */
export class MeanSquaredError extends MeanMetric {
  readonly className = 'MeanSquaredError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('MeanSquaredError', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('MeanSquaredError', yTrue, yPred, squaredErrorOf);
  }
}

function squaredErrorOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(squaredDifference(prediction, target), -1);
}
