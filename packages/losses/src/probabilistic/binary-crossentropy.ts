import type { CrossentropyOptions, LossOptions, NdArray, Tensor, TensorLike } from '@myelin/core';
import {
  binaryCrossentropyOf,
  checkedCrossentropy,
  crossentropyDefaults,
  Loss,
  matchTarget,
  tidy,
} from '@myelin/core';
import { requireBetween } from '../targets/require-between.ts';

/** Options of {@link BinaryCrossentropy}. */
export interface BinaryCrossentropyOptions extends LossOptions, CrossentropyOptions {}

/**
 * Crossentropy of each sample: `mean(-y·log(p) - (1 - y)·log(1 - p))` over `axis`.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7]. From logits `x`, also from those that a sigmoid just made the
 * probabilities of, it is computed as `y·softplus(-x) + (1 - y)·softplus(x)`: exact for any size.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @example
 * binaryCrossentropy([[1, 0]], [[0.8, 0.3]]).arraySync() // => [0.2899095]
 */
export function binaryCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CrossentropyOptions = {},
): Tensor {
  const where = 'binaryCrossentropy';
  const checked = checkedCrossentropy(where, options);
  return tidy(() => {
    const { target, prediction } = matchTarget(where, yTrue, yPred);
    return binaryCrossentropyOf(target, prediction, checked);
  });
}

/**
 * Binary crossentropy: `mean(-y·log(p) - (1 - y)·log(1 - p))`, for targets of 0 and 1.
 *
 * The last layer is one sigmoid unit, or several for labels that do not exclude each other; with `fromLogits` it has
 * no activation.
 *
 * @shape yTrue, yPred `[batch, ..., values]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `BinaryCrossentropy`.
 * @see {@link CategoricalCrossentropy} for classes that exclude each other.
 * @example
 * const loss = new BinaryCrossentropy().apply([1, 0, 0, 1], [[0.8], [0.3], [0.5], [0.9]]);
 * loss.arraySync() // => 0.3445815
 */
export class BinaryCrossentropy extends Loss<BinaryCrossentropyOptions> {
  readonly className = 'BinaryCrossentropy';
  readonly #own: Required<CrossentropyOptions>;

  constructor(options: BinaryCrossentropyOptions = {}) {
    super('BinaryCrossentropy', options, crossentropyDefaults);
    const { fromLogits, labelSmoothing, axis } = this.config;
    this.#own = checkedCrossentropy('BinaryCrossentropy', { fromLogits, labelSmoothing, axis });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryCrossentropy(yTrue, yPred, this.#own);
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
      'label the two classes 0 and 1; for class indices use the loss sparse_categorical_crossentropy',
    );
  }
}
