import type {
  LossOptions,
  NdArray,
  Shape,
  SparseCrossentropyOptions,
  Tensor,
  TensorLike,
} from '@myelin/core';
import {
  checkedSparse,
  countedLabels,
  Loss,
  sparseCategoricalCrossentropyOf,
  sparseDefaults,
  tensor,
  tidy,
} from '@myelin/core';
import { requireClassIndices } from '../targets/require-class-indices.ts';

/** Options of {@link SparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions
  extends LossOptions,
    SparseCrossentropyOptions {}

/**
 * Crossentropy of each sample: `-log(p[y])`, with `y` the index of the class.
 *
 * Probabilities are clipped to [1e-7, 1 - 1e-7], then divided by their sum. From logits, also from those that a softmax
 * just made the probabilities of, the logarithm of softmax is taken in one step: exact for any size. Values are not read here: an index outside the classes goes unnoticed
 * and counts as no class at all, see `checkTargets`.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @example
 * sparseCategoricalCrossentropy([2], [[0.1, 0.3, 0.6]]).arraySync() // => [0.510826]
 */
export function sparseCategoricalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: SparseCrossentropyOptions = {},
): Tensor {
  const checked = checkedSparse('sparseCategoricalCrossentropy', options);
  return tidy(() =>
    sparseCategoricalCrossentropyOf(tensor(yTrue), tensor(yPred, 'float32'), checked),
  );
}

/**
 * Sparse categorical crossentropy: `mean(-log(p[y]))`, for targets that are class indices.
 *
 * The last layer is a softmax with one unit a class; with `fromLogits` it has no activation.
 *
 * @shape yTrue `[batch, ...]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @source Keras 3 `SparseCategoricalCrossentropy` on its TensorFlow backend, which clips first and divides by the sum then.
 * @see {@link CategoricalCrossentropy} for one-hot targets.
 * @example
 * const yPred = [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.1, 0.7, 0.2]];
 * new SparseCategoricalCrossentropy().apply([1, 2, 0], yPred).arraySync() // => 1.936381
 */
export class SparseCategoricalCrossentropy extends Loss<SparseCategoricalCrossentropyOptions> {
  readonly className = 'SparseCategoricalCrossentropy';
  readonly #own: Required<SparseCrossentropyOptions>;

  constructor(options: SparseCategoricalCrossentropyOptions = {}) {
    super('SparseCategoricalCrossentropy', options, sparseDefaults);
    const { fromLogits, ignoreClass, axis } = this.config;
    this.#own = checkedSparse('SparseCategoricalCrossentropy', { fromLogits, ignoreClass, axis });
  }

  protected call(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseCategoricalCrossentropy(yTrue, yPred, this.#own);
  }

  protected override lossMask(yTrue: Tensor, yPred: Tensor): Tensor | undefined {
    return countedLabels(yTrue, yPred, this.#own);
  }

  /**
   * Refuses labels that are not the index of a class.
   *
   * @throws {@link DataError} a label is negative, too large or no whole number.
   */
  override checkTargets(yTrue: NdArray, yPred: Shape): void {
    const { ignoreClass, axis } = this.#own;
    const classes = yPred.at(axis);
    if (typeof classes === 'number') {
      requireClassIndices(this.className, yTrue, classes, ignoreClass);
    }
  }
}
