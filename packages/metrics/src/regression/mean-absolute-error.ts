import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { abs, MeanMetric, mean, sub, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Absolute error of each sample: `mean(|yTrue - yPred|)` over the last axis.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.mean_absolute_error`.
 * @example
 * meanAbsoluteError([[1, 2]], [[1.5, 3]]).arraySync() // => [0.75]
 */
export function meanAbsoluteError(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('meanAbsoluteError', yTrue, yPred, absoluteErrorOf));
}

/**
 * Mean absolute error over all samples: `Σ |yTrue - yPred| / n`, in the unit of the targets.
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
    return scoresOf('MeanAbsoluteError', yTrue, yPred, absoluteErrorOf);
  }
}

function absoluteErrorOf(target: Tensor, prediction: Tensor): Tensor {
  return mean(abs(sub(prediction, target)), -1);
}
