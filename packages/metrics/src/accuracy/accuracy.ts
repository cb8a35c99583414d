import type { MetricOptions, Tensor } from '@myelin/core';
import { cast, equal, MeanMetric, matchTarget } from '@myelin/core';

/**
 * Share of predictions that equal their targets exactly: `mean(yTrue = yPred)`.
 *
 * For predictions that are decisions already, such as class indices. The string `'accuracy'` does not mean this class
 * but the accuracy that fits the shapes of the data.
 *
 * @shape yTrue, yPred `[batch, ...]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.Accuracy`.
 * @example
 * const accuracy = new Accuracy();
 * accuracy.updateState([[1], [2], [3], [4]], [[0], [2], [3], [4]]);
 * accuracy.result().arraySync() // => 0.75
 */
export class Accuracy extends MeanMetric {
  readonly className = 'Accuracy';
  readonly direction = 'up';

  constructor(options: MetricOptions = {}) {
    super('Accuracy', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    const { target, prediction } = matchTarget('Accuracy', yTrue, yPred);
    return cast(equal(target, prediction), 'float32');
  }
}
