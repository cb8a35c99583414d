import { PrecisionOrRecall, type PrecisionOrRecallOptions } from './precision-or-recall.ts';
import { precisions } from './rates.ts';

/**
 * Share of true positives in what is predicted positive: `tp / (tp + fp)`; 0 where nothing is.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. NaN is predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @shape output scalar, or `[thresholds]`
 * @throws {@link ArgumentError} `thresholds`, `topK` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights, `topK` or `classId` do not fit them.
 * @source Keras 3 `metrics.Precision`; values that a mask leaves out do not count here, they do in Keras.
 * @example
 * const precision = new Precision();
 * precision.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * precision.result().arraySync() // => 0.6666667
 */
export class Precision extends PrecisionOrRecall {
  readonly className = 'Precision';

  constructor(options: PrecisionOrRecallOptions = {}) {
    super('Precision', precisions, options);
  }
}
