import { ConfusionCount, type ConfusionCountOptions } from './confusion-count.ts';

/**
 * Number of positive samples that are predicted negative: `Σ weight` where the target is not 0 and `yPred ≤ threshold`.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @shape output scalar, or `[thresholds]`
 * @throws {@link ArgumentError} a threshold is not a number in [0, 1].
 * @throws {@link ShapeError} the shapes differ, or weights do not fit them.
 * @source Keras 3 `metrics.FalseNegatives`; values that a mask leaves out do not count here, they do in Keras.
 * @example
 * const count = new FalseNegatives();
 * count.updateState([0, 1, 1, 0], [0.2, 0.8, 0.4, 0.9]);
 * count.result().arraySync() // => 1
 */
export class FalseNegatives extends ConfusionCount {
  readonly className = 'FalseNegatives';

  constructor(options: ConfusionCountOptions = {}) {
    super('FalseNegatives', 'falseNegatives', options);
  }
}
