import type { MetricOptions, Resolved, Tensor, TensorLike } from '@myelin/core';
import {
  any,
  cast,
  equal,
  expandDims,
  MeanMetric,
  matchIndices,
  requireBoolean,
  requireWholeNumber,
  resolveOptions,
  slice,
  tensor,
  tidy,
} from '@myelin/core';
import { inTopK } from './in-top-k.ts';
import type { TopKGuesses } from './top-k-categorical-accuracy.ts';

/** How {@link sparseTopKCategoricalAccuracy} reads predictions. */
export interface SparseTopKGuesses extends TopKGuesses {
  /**
   * True: predictions are numbers of classes, the likeliest first, and not a score for each class.
   * @defaultValue `false`
   */
  readonly fromSortedIds?: boolean;
}

/** Options of {@link SparseTopKCategoricalAccuracy}. */
export interface SparseTopKCategoricalAccuracyOptions extends MetricOptions, SparseTopKGuesses {}

const defaults = { k: 5, fromSortedIds: false };

/**
 * 1 for each prediction whose `k` largest values include the one at the target's index, 0 for the others.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`
 * @shape yPred `[batch, ..., classes]`, with `fromSortedIds` `[batch, ..., guesses]`
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction.
 * @source Keras 3 `metrics.sparse_top_k_categorical_accuracy`.
 * @example
 * sparseTopKCategoricalAccuracy([2, 1], [[0.1, 0.9, 0.8], [0.9, 0.05, 0.8]], { k: 2 }).arraySync() // => [1, 0]
 */
export function sparseTopKCategoricalAccuracy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: SparseTopKGuesses = {},
): Tensor {
  const where = 'sparseTopKCategoricalAccuracy';
  const guesses = checked(where, resolveOptions(where, options, defaults));
  return tidy(() => matchesOf(where, yTrue, tensor(yPred), guesses));
}

/**
 * Share of predictions whose `k` largest values include the one at the target's index.
 *
 * Equal predictions share a rank: where one of them is among the `k` largest, all are. A prediction with an infinite
 * value, or one that is not a number, counts as wrong, and so does an index that is no class.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`
 * @shape yPred `[batch, ..., classes]`, with `fromSortedIds` `[batch, ..., guesses]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction.
 * @source Keras 3 `metrics.SparseTopKCategoricalAccuracy`.
 * @see {@link TopKCategoricalAccuracy} for one-hot targets.
 * @example
 * const accuracy = new SparseTopKCategoricalAccuracy({ k: 2 });
 * accuracy.updateState([2, 1], [[0.1, 0.9, 0.8], [0.9, 0.05, 0.8]]);
 * accuracy.result().arraySync() // => 0.5
 */
export class SparseTopKCategoricalAccuracy extends MeanMetric<SparseTopKCategoricalAccuracyOptions> {
  readonly className = 'SparseTopKCategoricalAccuracy';
  readonly direction = 'up';
  readonly #guesses: Resolved<SparseTopKGuesses>;

  constructor(options: SparseTopKCategoricalAccuracyOptions = {}) {
    super('SparseTopKCategoricalAccuracy', options, defaults);
    this.#guesses = checked('SparseTopKCategoricalAccuracy', this.config);
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return matchesOf('SparseTopKCategoricalAccuracy', yTrue, yPred, this.#guesses);
  }
}

function checked(where: string, guesses: Resolved<SparseTopKGuesses>): Resolved<SparseTopKGuesses> {
  requireWholeNumber(where, 'k', guesses.k, { min: 1 });
  requireBoolean(where, 'fromSortedIds', guesses.fromSortedIds);
  return guesses;
}

function matchesOf(
  where: string,
  yTrue: TensorLike,
  yPred: Tensor,
  { k, fromSortedIds }: Resolved<SparseTopKGuesses>,
): Tensor {
  const indices = matchIndices(where, yTrue, yPred);
  const isInside = fromSortedIds ? isAmong(indices, firstOf(yPred, k)) : inTopK(indices, yPred, k);
  return cast(isInside, 'float32');
}

function isAmong(indices: Tensor, guesses: Tensor): Tensor {
  return any(equal(expandDims(indices, -1), guesses), -1);
}

function firstOf(guesses: Tensor, k: number): Tensor {
  const size = guesses.shape.map((length, axis) =>
    axis === guesses.rank - 1 ? Math.min(k, length) : length,
  );
  return slice(
    guesses,
    guesses.shape.map(() => 0),
    size,
  );
}
