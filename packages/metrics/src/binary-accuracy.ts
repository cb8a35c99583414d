import type { MetricOptions, Tensor } from '@myelin/core';
import { cast, equal, greater, MeanMetric, matchTarget, mean, requireNumber } from '@myelin/core';

/** Options of {@link BinaryAccuracy}. */
export interface BinaryAccuracyOptions extends MetricOptions {
  /** Predictions above it count as 1; use 0 for logits. @defaultValue `0.5` */
  readonly threshold?: number;
}

/**
 * Share of predictions on the right side of a threshold: `mean(yTrue = (yPred > threshold))`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} `threshold` is not a number.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.BinaryAccuracy`.
 * @example
 * const accuracy = new BinaryAccuracy();
 * accuracy.updateState([1, 1, 0, 0], [[0.98], [1], [0], [0.6]]);
 * accuracy.result().arraySync() // => 0.75
 */
export class BinaryAccuracy extends MeanMetric<BinaryAccuracyOptions> {
  readonly className = 'BinaryAccuracy';
  readonly direction = 'up';
  readonly #threshold: number;

  constructor(options: BinaryAccuracyOptions = {}) {
    super('BinaryAccuracy', options, { threshold: 0.5 });
    this.#threshold = requireNumber('BinaryAccuracy', 'threshold', this.config.threshold);
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    const { target, prediction } = matchTarget('BinaryAccuracy', yTrue, yPred);
    const decision = cast(greater(prediction, this.#threshold), 'float32');
    return mean(cast(equal(target, decision), 'float32'), -1);
  }
}
