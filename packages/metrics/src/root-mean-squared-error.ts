import type { MetricBatch, MetricOptions, Tensor } from '@myelin/core';
import {
  emptyMean,
  extendMean,
  Metric,
  maskedWeights,
  matchTarget,
  meanSoFar,
  sqrt,
  squaredDifference,
} from '@myelin/core';

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
export class RootMeanSquaredError extends Metric {
  readonly className = 'RootMeanSquaredError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('RootMeanSquaredError', options, {});
  }

  initialState(): readonly Tensor[] {
    return emptyMean();
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    const { yTrue, yPred, sampleWeight, mask } = batch;
    const { target, prediction } = matchTarget('RootMeanSquaredError', yTrue, yPred);
    const squares = squaredDifference(prediction, target);
    return extendMean(state, squares, maskedWeights(sampleWeight, mask, false));
  }

  resultOf(state: readonly Tensor[]): Tensor {
    return sqrt(meanSoFar(state));
  }
}
