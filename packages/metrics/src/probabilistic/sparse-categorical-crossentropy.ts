import type {
  MetricBatch,
  MetricOptions,
  SparseCrossentropyOptions,
  Tensor,
  TensorLike,
} from '@myelin/core';
import {
  cast,
  checkedSparse,
  countedLabels,
  MeanMetric,
  maskedWeights,
  sparseCategoricalCrossentropyOf,
  sparseDefaults,
  tensor,
  tidy,
} from '@myelin/core';

/** Options of {@link SparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions
  extends MetricOptions,
    SparseCrossentropyOptions {}

/**
 * Crossentropy of each sample: `-log(p[y])`, with `y` the index of the class.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`, 0 where the label is the class to ignore
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @source Keras 3 `metrics.sparse_categorical_crossentropy`.
 * @example
 * sparseCategoricalCrossentropy([2], [[0.1, 0.3, 0.6]]).arraySync() // => [0.5108256]
 */
export function sparseCategoricalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: SparseCrossentropyOptions = {},
): Tensor {
  const given = checkedSparse('sparseCategoricalCrossentropy', options);
  return tidy(() =>
    sparseCategoricalCrossentropyOf(tensor(yTrue), tensor(yPred, 'float32'), given),
  );
}

/**
 * Mean sparse categorical crossentropy: `mean(-log(p[y]))`, for targets that are class indices.
 *
 * Samples of `ignoreClass` have a crossentropy of 0. Where samples have weights or a mask, they leave the mean; where
 * not, they count, as in Keras.
 *
 * @shape yTrue `[batch, ...]` or `[batch, ..., 1]`, whole numbers in [0, classes)
 * @shape yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} there is not one index for each prediction, or only one class.
 * @source Keras 3 `metrics.SparseCategoricalCrossentropy`.
 * @see {@link CategoricalCrossentropy} for one-hot targets.
 * @example
 * const crossentropy = new SparseCategoricalCrossentropy();
 * crossentropy.updateState([1, 2], [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]);
 * crossentropy.result().arraySync() // => 1.1769392
 */
export class SparseCategoricalCrossentropy extends MeanMetric<SparseCategoricalCrossentropyOptions> {
  readonly className = 'SparseCategoricalCrossentropy';
  readonly direction = 'down';
  readonly #given: SparseCrossentropyOptions;

  constructor(options: SparseCategoricalCrossentropyOptions = {}) {
    super('SparseCategoricalCrossentropy', options, sparseDefaults);
    const { fromLogits, ignoreClass, axis } = this.config;
    this.#given = checkedSparse('SparseCategoricalCrossentropy', { fromLogits, ignoreClass, axis });
  }

  override nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    const { yTrue, yPred, sampleWeight, mask } = batch;
    const counted = countedLabels(yTrue, yPred, this.#given);
    if (!counted || (!sampleWeight && !mask)) return super.nextState(state, batch);
    const weight = maskedWeights(sampleWeight, mask, false);
    return super.nextState(state, { yTrue, yPred, sampleWeight: weight, mask: counted });
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    const prediction = yPred.dtype === 'float32' ? yPred : cast(yPred, 'float32');
    return sparseCategoricalCrossentropyOf(yTrue, prediction, this.#given);
  }
}
