import type { LossOptions, Tensor, TensorLike } from '@myelin/core';
import { Loss, logCoshOf, matchTarget, tidy } from '@myelin/core';

/** Options of {@link LogCosh}. */
export type LogCoshOptions = LossOptions;

/**
 * Logarithm of the hyperbolic cosine of each sample's error: `mean(log(cosh(yPred - yTrue)))` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * logCosh([[0, 0]], [[1, 0]]).arraySync() // => [0.2168904]
 */
export function logCosh(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => {
    const { target, prediction } = matchTarget('logCosh', yTrue, yPred);
    return logCoshOf(target, prediction);
  });
}

/**
 * Log-cosh: `Σ log(cosh(yPred - yTrue)) / n`. About half the squared error where errors are small, and the absolute
 * error less log 2 where they are large, so that outliers count less.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `LogCosh`.
 * @example
 * new LogCosh().apply([[0], [0]], [[1], [0]]).arraySync() // => 0.2168904
 */
export class LogCosh extends Loss<LogCoshOptions> {
  readonly className = 'LogCosh';

  constructor(options: LogCoshOptions = {}) {
    super('LogCosh', options, {});
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return logCosh(yTrue, yPred);
  }
}
