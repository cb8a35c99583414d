import type { MetricOptions, Tensor } from '@myelin/core';
import { MeanMetric, matchTarget, mean, squaredDifference } from '@myelin/core';

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
    const { target, prediction } = matchTarget('MeanSquaredError', yTrue, yPred);
    return mean(squaredDifference(prediction, target), -1);
  }
}
