import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { MeanMetric, meanAbsolutePercentageErrorOf, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Absolute error of each sample in percent of the target: `100 · mean(|yTrue - yPred| / |yTrue|)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.mean_absolute_percentage_error`.
 * @example
 * meanAbsolutePercentageError([[2, 4]], [[1, 5]]).arraySync() // => [37.5]
 */
export function meanAbsolutePercentageError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() =>
    scoresOf('meanAbsolutePercentageError', yTrue, yPred, meanAbsolutePercentageErrorOf),
  );
}

/**
 * Mean absolute error in percent of the targets: `100 · mean(|yTrue - yPred| / |yTrue|)`.
 *
 * Targets closer to 0 than 1e-7 count as 1e-7: one target of 0 makes the mean huge.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.MeanAbsolutePercentageError`.
 * @example
 * const error = new MeanAbsolutePercentageError();
 * error.updateState([[10], [20]], [[9], [26]]);
 * error.result().arraySync() // => 20
 */
export class MeanAbsolutePercentageError extends MeanMetric {
  readonly className = 'MeanAbsolutePercentageError';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('MeanAbsolutePercentageError', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('MeanAbsolutePercentageError', yTrue, yPred, meanAbsolutePercentageErrorOf);
  }
}
