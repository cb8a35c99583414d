import type { MetricOptions, Tensor } from '@myelin/core';
import { abs, MeanMetric, matchTarget, mean, sub } from '@myelin/core';

/**
 * Mean absolute error over all samples: `Σ |yTrue - yPred| / n`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.MeanAbsoluteError`.
 * @example
 * const error = new MeanAbsoluteError();
 * error.updateState([[0], [0]], [[1], [-3]]);
 * error.result().arraySync() // => 2
 */
export class MeanAbsoluteError extends MeanMetric {
  readonly className = 'MeanAbsoluteError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('MeanAbsoluteError', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    const { target, prediction } = matchTarget('MeanAbsoluteError', yTrue, yPred);
    return mean(abs(sub(prediction, target)), -1);
  }
}
