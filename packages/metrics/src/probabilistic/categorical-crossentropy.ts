import type { CrossentropyOptions, MetricOptions, Tensor, TensorLike } from '@myelin/core';
import {
  categoricalCrossentropyOf,
  checkedCrossentropy,
  crossentropyDefaults,
  MeanMetric,
  tidy,
} from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/** Options of {@link CategoricalCrossentropy}. */
export interface CategoricalCrossentropyOptions extends MetricOptions, CrossentropyOptions {}

/**
 * Crossentropy of each sample with a one-hot target: `-Σ y·log(p)` over `axis`.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @source Keras 3 `metrics.categorical_crossentropy`.
 * @example
 * categoricalCrossentropy([[0, 1, 0]], [[0.05, 0.95, 0]]).arraySync() // => [0.0512933]
 */
export function categoricalCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CrossentropyOptions = {},
): Tensor {
  const where = 'categoricalCrossentropy';
  const given = checkedCrossentropy(where, options);
  return tidy(() =>
    scoresOf(where, yTrue, yPred, (t, p) => categoricalCrossentropyOf(t, p, given)),
  );
}

/**
 * Mean categorical crossentropy: `mean(-Σ y·log(p))`, for one-hot targets.
 *
 * @shape yTrue, yPred `[batch, ..., classes]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ, or there is only one class.
 * @source Keras 3 `metrics.CategoricalCrossentropy`.
 * @see {@link SparseCategoricalCrossentropy} for class indices.
 * @example
 * const crossentropy = new CategoricalCrossentropy();
 * crossentropy.updateState([[0, 1, 0], [0, 0, 1]], [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]);
 * crossentropy.result().arraySync() // => 1.1769392
 */
export class CategoricalCrossentropy extends MeanMetric<CategoricalCrossentropyOptions> {
  readonly className = 'CategoricalCrossentropy';
  readonly direction = 'down';
  readonly #given: CrossentropyOptions;

  constructor(options: CategoricalCrossentropyOptions = {}) {
    super('CategoricalCrossentropy', options, crossentropyDefaults);
    const { fromLogits, labelSmoothing, axis } = this.config;
    this.#given = checkedCrossentropy('CategoricalCrossentropy', {
      fromLogits,
      labelSmoothing,
      axis,
    });
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('CategoricalCrossentropy', yTrue, yPred, (target, prediction) =>
      categoricalCrossentropyOf(target, prediction, this.#given),
    );
  }
}
