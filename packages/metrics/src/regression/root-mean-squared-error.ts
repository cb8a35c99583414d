import type { MetricOptions, Tensor } from '@myelin/core';
import { MeanMetric, sqrt, squaredDifference } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Root of the mean squared error over all samples: `√(Σ (yTrue - yPred)² / n)`, in the unit of the targets.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.RootMeanSquaredError`.
 * @example
 * const error = new RootMeanSquaredError();
 * error.updateState([[0], [0]], [[1], [7]]);
 * error.result().arraySync() // => 5
 */
export class RootMeanSquaredError extends MeanMetric {
  readonly className = 'RootMeanSquaredError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('RootMeanSquaredError', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('RootMeanSquaredError', yTrue, yPred, squaredDifference);
  }

  override resultOf(state: readonly Tensor[]): Tensor {
    return sqrt(super.resultOf(state));
  }
}
