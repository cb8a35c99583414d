import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { MeanMetric, squaredHingeOf, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Squared hinge of each sample: `mean(max(1 - yTrue · yPred, 0)²)` over the last axis.
 *
 * Targets are -1 or 1; if all are 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.squared_hinge`.
 * @example
 * squaredHinge([[0, 1]], [[0.6, 0.4]]).arraySync() // => [1.46]
 */
export function squaredHinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('squaredHinge', yTrue, yPred, squaredHingeOf));
}

/**
 * Mean squared hinge: `mean(max(1 - yTrue · yPred, 0)²)`.
 *
 * Targets are -1 or 1; if all of a batch are 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.SquaredHinge`.
 * @example
 * const hinge = new SquaredHinge();
 * hinge.updateState([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]);
 * hinge.result().arraySync() // => 1.86
 */
export class SquaredHinge extends MeanMetric {
  readonly className = 'SquaredHinge';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('SquaredHinge', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('SquaredHinge', yTrue, yPred, squaredHingeOf);
  }
}
