import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  cast,
  equal,
  greater,
  MeanMetric,
  matchTarget,
  requireNumber,
  resolveOptions,
  tidy,
} from '@myelin/core';

/** Where {@link binaryAccuracy} decides between 0 and 1. */
export interface BinaryThreshold {
  /** Predictions above it count as 1; use 0 for logits. @defaultValue `0.5` */
  readonly threshold?: number;
}

/** Options of {@link BinaryAccuracy}. */
export interface BinaryAccuracyOptions extends MetricOptions, BinaryThreshold {}

const defaults = { threshold: 0.5 };

/**
 * 1 for each prediction on the right side of a threshold, 0 for the others: `yTrue = (yPred > threshold)`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output as the predictions: nothing is averaged
 * @throws {@link ArgumentError} `threshold` is not a number.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.binary_accuracy`.
 * @example
 * binaryAccuracy([1, 1, 0, 0], [0.98, 1, 0, 0.6]).arraySync() // => [1, 1, 1, 0]
 */
export function binaryAccuracy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: BinaryThreshold = {},
): Tensor {
  const where = 'binaryAccuracy';
  const { threshold } = resolveOptions(where, options, defaults);
  requireNumber(where, 'threshold', threshold);
  return tidy(() => matchesOf(where, yTrue, yPred, threshold));
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
    super('BinaryAccuracy', options, defaults);
    this.#threshold = requireNumber('BinaryAccuracy', 'threshold', this.config.threshold);
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matchesOf('BinaryAccuracy', yTrue, yPred, this.#threshold);
  }
}

function matchesOf(where: string, yTrue: TensorLike, yPred: TensorLike, threshold: number): Tensor {
  const { target, prediction } = matchTarget(where, yTrue, yPred);
  const decision = cast(greater(prediction, threshold), 'float32');
  return cast(equal(target, decision), 'float32');
}
