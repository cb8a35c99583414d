import { required } from '@myelin/core';
import { BestAt, type BestAtOptions } from './best-at.ts';
import { precisions, recalls } from './rates.ts';

/** Options of {@link PrecisionAtRecall}. */
export interface PrecisionAtRecallOptions extends BestAtOptions {
  /** Smallest recall that is accepted, in [0, 1]. */
  readonly recall: number;
}

/**
 * Best precision at a recall of at least `recall`, over evenly spaced thresholds: `max precision(t)` where
 * `recall(t) ≥ recall`; 0 where no threshold reaches it.
 *
 * Precision is `tp / (tp + fp)`, recall `tp / (tp + fn)`; 0 where there is nothing to divide by.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. Predictions outside [0, 1] count as 0 or 1, NaN as
 * predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @throws {@link ArgumentError} `recall`, `numThresholds` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights or `classId` do not fit them.
 * @source Keras 3 `metrics.PrecisionAtRecall`; values that a mask leaves out do not count here, they do in
 * Keras.
 * @example
 * const metric = new PrecisionAtRecall({ recall: 0.5 });
 * metric.updateState([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]);
 * metric.result().arraySync() // => 0.5
 */
export class PrecisionAtRecall extends BestAt<'recall', PrecisionAtRecallOptions> {
  readonly className = 'PrecisionAtRecall';

  constructor(options: PrecisionAtRecallOptions) {
    super(
      'PrecisionAtRecall',
      options,
      { recall: required, numThresholds: 200, classId: null },
      { option: 'recall', kept: recalls, best: precisions },
    );
  }
}
