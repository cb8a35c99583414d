import type { MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  argMax,
  cast,
  MeanMetric,
  matchTarget,
  requireWholeNumber,
  resolveOptions,
  tidy,
} from '@myelin/core';
import { inTopK } from './in-top-k.ts';

/** How many guesses {@link topKCategoricalAccuracy} allows. */
export interface TopKGuesses {
  /** Number of largest predictions to look at. Whole number, at least 1. @defaultValue `5` */
  readonly k?: number;
}

/** Options of {@link TopKCategoricalAccuracy}. */
export interface TopKCategoricalAccuracyOptions extends MetricOptions, TopKGuesses {}

const defaults = { k: 5 };

/**
 * 1 for each prediction whose `k` largest values include the class of the one-hot target, 0 for the others.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} `k` is not a whole number of at least 1.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.top_k_categorical_accuracy`.
 * @example
 * topKCategoricalAccuracy([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.9, 0.05, 0.8]], { k: 2 }).arraySync() // => [1, 0]
 */
export function topKCategoricalAccuracy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: TopKGuesses = {},
): Tensor {
  const where = 'topKCategoricalAccuracy';
  const { k } = resolveOptions(where, options, defaults);
  requireWholeNumber(where, 'k', k, { min: 1 });
  return tidy(() => matchesOf(where, yTrue, yPred, k));
}

/**
 * Share of predictions whose `k` largest values include the class of the one-hot target.
 *
 * Equal predictions share a rank: where one of them is among the `k` largest, all are. A prediction with an infinite
 * value, or one that is not a number, counts as wrong.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} `k` is not a whole number of at least 1.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.TopKCategoricalAccuracy`.
 * @see {@link SparseTopKCategoricalAccuracy} for class indices.
 * @example
 * const accuracy = new TopKCategoricalAccuracy({ k: 2 });
 * accuracy.updateState([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.9, 0.05, 0.8]]);
 * accuracy.result().arraySync() // => 0.5
 */
export class TopKCategoricalAccuracy extends MeanMetric<TopKCategoricalAccuracyOptions> {
  readonly className = 'TopKCategoricalAccuracy';
  readonly direction = 'up';
  readonly #k: number;

  constructor(options: TopKCategoricalAccuracyOptions = {}) {
    super('TopKCategoricalAccuracy', options, defaults);
    this.#k = requireWholeNumber('TopKCategoricalAccuracy', 'k', this.config.k, { min: 1 });
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matchesOf('TopKCategoricalAccuracy', yTrue, yPred, this.#k);
  }
}

function matchesOf(where: string, yTrue: TensorLike, yPred: TensorLike, k: number): Tensor {
  const { target, prediction } = matchTarget(where, yTrue, yPred);
  return cast(inTopK(argMax(target), prediction, k), 'float32');
}
