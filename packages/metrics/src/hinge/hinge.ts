import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { hingeOf, MeanMetric, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/**
 * Hinge of each sample: `mean(max(1 - yTrue · yPred, 0))` over the last axis.
 *
 * Targets are -1 or 1; if all are 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.hinge`.
 * @example
 * hinge([[0, 1]], [[0.6, 0.4]]).arraySync() // => [1.1]
 */
export function hinge(yTrue: TensorLike, yPred: TensorLike): Tensor {
  return tidy(() => scoresOf('hinge', yTrue, yPred, hingeOf));
}

/**
 * Mean hinge: `mean(max(1 - yTrue · yPred, 0))`. 0 where each prediction is right by a margin of 1.
 *
 * Targets are -1 or 1; if all of a batch are 0 or 1, 0 counts as -1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.Hinge`.
 * @example
 * const hinge = new Hinge();
 * hinge.updateState([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]);
 * hinge.result().arraySync() // => 1.3
 */
export class Hinge extends MeanMetric {
  readonly className = 'Hinge';
  readonly direction = 'down';

  constructor(options: MetricOptions = {}) {
    super('Hinge', options, {});
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('Hinge', yTrue, yPred, hingeOf);
  }
}
