import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { argMax, cast, equal, MeanMetric, matchIndices, tensor, tidy } from '@myelin/core';

/**
 * 1 for each prediction whose largest value stands at the target's index, 0 for the others: `yTrue = argmax(yPred)`.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`
 * @shape yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} there is not one index for each prediction.
 * @source Keras 3 `metrics.sparse_categorical_accuracy`.
 * @example
 * sparseCategoricalAccuracy([2, 1], [[0.1, 0.6, 0.3], [0.05, 0.95, 0]]).arraySync() // => [0, 1]
 */
export function sparseCategoricalAccuracy(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => matchesOf('sparseCategoricalAccuracy', yTrue, tensor(yPred)));
}

/**
 * Share of predictions whose largest value stands at the target's index: `mean(yTrue = argmax(yPred))`.
 *
 * Probabilities and logits give the same.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`
 * @shape yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} there is not one index for each prediction.
 * @source Keras 3 `metrics.SparseCategoricalAccuracy`.
 * @see {@link CategoricalAccuracy} for one-hot targets.
 * @example
 * const accuracy = new SparseCategoricalAccuracy();
 * accuracy.updateState([2, 1], [[0.1, 0.6, 0.3], [0.05, 0.95, 0]]);
 * accuracy.result().arraySync() // => 0.5
 */
export class SparseCategoricalAccuracy extends MeanMetric {
  readonly className = 'SparseCategoricalAccuracy';
  readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super('SparseCategoricalAccuracy', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matchesOf('SparseCategoricalAccuracy', yTrue, yPred);
  }
}

function matchesOf(where: string, yTrue: TensorLike, yPred: Tensor): Tensor {
  const indices = matchIndices(where, yTrue, yPred);
  return cast(equal(indices, argMax(yPred)), 'float32');
}
