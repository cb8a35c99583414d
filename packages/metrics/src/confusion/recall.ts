import { PrecisionOrRecall, type PrecisionOrRecallOptions } from './precision-or-recall.ts';
import { recalls } from './rates.ts';

/**
 * Share of true positives in what is positive: `tp / (tp + fn)`; 0 where nothing is.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. NaN is predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @shape output scalar, or `[thresholds]`
 * @throws {@link ArgumentError} `thresholds`, `topK` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights, `topK` or `classId` do not fit them.
 * @source Keras 3 `metrics.Recall`; values that a mask leaves out do not count here, they do in Keras.
 * @example
 * const recall = new Recall();
 * recall.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * recall.result().arraySync() // => 0.6666667
 */
export class Recall extends PrecisionOrRecall {
  readonly className = 'Recall';

  constructor(options: PrecisionOrRecallOptions = {}) {
    super('Recall', recalls, options);
  }
}
