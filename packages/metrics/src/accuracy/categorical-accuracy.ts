import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { argMax, cast, equal, MeanMetric, matchTarget, tidy } from '@myelin/core';

/**
 * 1 for each prediction whose largest value stands where that of the one-hot target stands, 0 for the others:
 * `argmax(yTrue) = argmax(yPred)`.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.categorical_accuracy`.
 * @example
 * categoricalAccuracy([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]]).arraySync() // => [0, 1]
 */
export function categoricalAccuracy(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => matchesOf('categoricalAccuracy', yTrue, yPred));
}

/**
 * Share of predictions whose largest value stands where that of the one-hot target stands: `mean(argmax(yTrue) = argmax(yPred))`.
 *
 * Probabilities and logits give the same.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.CategoricalAccuracy`.
 * @see {@link SparseCategoricalAccuracy} for class indices.
 * @example
 * const accuracy = new CategoricalAccuracy();
 * accuracy.updateState([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]]);
 * accuracy.result().arraySync() // => 0.5
 */
export class CategoricalAccuracy extends MeanMetric {
  readonly className = 'CategoricalAccuracy';
  readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super('CategoricalAccuracy', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matchesOf('CategoricalAccuracy', yTrue, yPred);
  }
}

function matchesOf(where: string, yTrue: TensorLike, yPred: TensorLike): Tensor {
  const { target, prediction } = matchTarget(where, yTrue, yPred);
  return cast(equal(argMax(target), argMax(prediction)), 'float32');
}
