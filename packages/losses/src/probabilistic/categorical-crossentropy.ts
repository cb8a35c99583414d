import type { CrossentropyOptions, LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  categoricalCrossentropyOf,
  checkedCrossentropy,
  crossentropyDefaults,
  Loss,
  matchTarget,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link CategoricalCrossentropy}. */
export interface CategoricalCrossentropyOptions extends LossOptions, CrossentropyOptions {}

/**
 * Crossentropy of each sample: `-Σ y·log(p)` over the classes.
 *
 * Probabilities are divided by their sum and clipped to [1e-7, 1 - 1e-7]. From logits, also from those that a softmax
 * just made the probabilities of, the logarithm of softmax is taken in one step: exact for any size.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`, one-hot targets
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @example
 * categoricalCrossentropy([[0, 0, 1]], [[0.1, 0.3, 0.6]]).arraySync() // => [0.510826]
 */
export function categoricalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CrossentropyOptions = {},
): Tensor {
  const where = 'categoricalCrossentropy';
  const checked = checkedCrossentropy(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    return categoricalCrossentropyOf(target, prediction, checked);
  });
}

/**
 * Categorical crossentropy: `mean(-Σ y·log(p))`, for one-hot targets.
 *
 * The last layer is a softmax with one unit a class; with `fromLogits` it has no activation.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @source Keras 3 `CategoricalCrossentropy`.
 * @see {@link SparseCategoricalCrossentropy} for class indices.
 * @example
 * const yTrue = [[0, 1, 0], [0, 0, 1], [1, 0, 0]];
 * const yPred = [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.1, 0.7, 0.2]];
 * new CategoricalCrossentropy().apply(yTrue, yPred).arraySync() // => 1.936381
 */
export class CategoricalCrossentropy extends Loss<CategoricalCrossentropyOptions> {
  readonly className = 'CategoricalCrossentropy';
  readonly #own: Required<CrossentropyOptions>;

  constructor(options: CategoricalCrossentropyOptions = {}) {
    super('CategoricalCrossentropy', options, crossentropyDefaults);
    const { fromLogits, labelSmoothing, axis } = this.config;
    this.#own = checkedCrossentropy('CategoricalCrossentropy', {
      fromLogits,
      labelSmoothing,
      axis,
    });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalCrossentropy(yTrue, yPred, this.#own);
  }

  /**
   * Refuses targets outside [0, 1].
   *
   * @throws {@link DataError} a target is not in [0, 1].
   */
  override checkTargets(yTrue: NdArray): void {
    requireBetween(
      this.className,
      yTrue,
      { min: 0, max: 1 },
      'pass one-hot rows or probabilities; for class indices use the loss sparse_categorical_crossentropy',
    );
  }
}
