import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { MeanMetric, meanSquaredLogarithmicErrorOf, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Squared error of each sample between logarithms: `mean((log(1 + yTrue) - log(1 + yPred))²)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.mean_squared_logarithmic_error`.
 * @example
 * meanSquaredLogarithmicError([[0, 1]], [[1, 1]]).arraySync() // => [0.2402265]
 */
export function meanSquaredLogarithmicError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() =>
    scoresOf('meanSquaredLogarithmicError', yTrue, yPred, meanSquaredLogarithmicErrorOf),
  );
}

/**
 * Mean squared error between logarithms: `mean((log(1 + yTrue) - log(1 + yPred))²)`. Judges ratios, not differences.
 *
 * Numbers below 0 count as 0.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.MeanSquaredLogarithmicError`.
 * @example
 * const error = new MeanSquaredLogarithmicError();
 * error.updateState([[0, 1], [0, 0]], [[1, 1], [0, 0]]);
 * error.result().arraySync() // => 0.1201133
 */
export class MeanSquaredLogarithmicError extends MeanMetric {
  readonly className = 'MeanSquaredLogarithmicError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('MeanSquaredLogarithmicError', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('MeanSquaredLogarithmicError', yTrue, yPred, meanSquaredLogarithmicErrorOf);
  }
}
