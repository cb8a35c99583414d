import type { CrossentropyOptions, MetricOptions, Tensor, TensorLike } from '@myelin/core';
import { binaryCrossentropyOf, checkedCrossentropy, MeanMetric, tidy } from '@myelin/core';
import { scoresOf } from '../scores-of.ts';

/** Options of {@link BinaryCrossentropy}. */
export interface BinaryCrossentropyOptions
  extends MetricOptions,
    Pick<CrossentropyOptions, 'fromLogits' | 'labelSmoothing'> {}

/**
 * Crossentropy of each sample: `mean(-y·log(p) - (1 - y)·log(1 - p))` over `axis`.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @shape output `[batch, ...]`
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.binary_crossentropy`.
 * @example
 * binaryCrossentropy([[1, 0]], [[0.8, 0.3]]).arraySync() // => [0.2899092]
 */
export function binaryCrossentropy(
  yTrue: TensorLike,
  yPred: TensorLike,
  options: CrossentropyOptions = {},
): Tensor {
  const where = 'binaryCrossentropy';
  const given = checkedCrossentropy(where, options);
  return tidy(() => scoresOf(where, yTrue, yPred, (t, p) => binaryCrossentropyOf(t, p, given)));
}

/**
 * Mean binary crossentropy: `mean(-y·log(p) - (1 - y)·log(1 - p))`, for targets of 0 and 1.
 *
 * @shape yTrue, yPred `[batch, ..., values]`; `[batch]` against `[batch, 1]` is fine
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 * @throws {@link ShapeError} the shapes differ.
 * @source Keras 3 `metrics.BinaryCrossentropy`.
 * @example
 * const crossentropy = new BinaryCrossentropy();
 * crossentropy.updateState([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]]);
 * crossentropy.result().arraySync() // => 0.8149245
 */
export class BinaryCrossentropy extends MeanMetric<BinaryCrossentropyOptions> {
  readonly className = 'BinaryCrossentropy';
  readonly direction = 'down';
  readonly #given: CrossentropyOptions;

  constructor(options: BinaryCrossentropyOptions = {}) {
    super('BinaryCrossentropy', options, { fromLogits: false, labelSmoothing: 0 });
    const { fromLogits, labelSmoothing } = this.config;
    this.#given = checkedCrossentropy('BinaryCrossentropy', { fromLogits, labelSmoothing });
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    return scoresOf('BinaryCrossentropy', yTrue, yPred, (target, prediction) =>
      binaryCrossentropyOf(target, prediction, this.#given),
    );
  }
}
