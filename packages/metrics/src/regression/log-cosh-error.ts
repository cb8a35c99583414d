import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { logCoshOf, MeanMetric, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Logarithm of the hyperbolic cosine of the error of each sample: `mean(log(cosh(yPred - yTrue)))` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.log_cosh`.
 * @example
 * logCosh([[0, 0]], [[1, 0]]).arraySync() // => [0.2168904]
 */
export function logCosh(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('logCosh', yTrue, yPred, logCoshOf));
}

/**
 * Mean logarithm of the hyperbolic cosine of the error: `mean(log(cosh(yPred - yTrue)))`.
 *
 * Close to half the squared error for small errors, to the absolute error for large ones. Its name in the logs is
 * `'logcosh'`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.LogCoshError`.
 * @example
 * const error = new LogCoshError();
 * error.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * error.result().arraySync() // => 0.1084452
 */
export class LogCoshError extends MeanMetric {
  readonly className = 'LogCoshError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('LogCoshError', options, { name: 'logcosh' });
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('LogCoshError', yTrue, yPred, logCoshOf);
  }
}
