import { required } from '@myelin/core';
import { BestAt, type BestAtOptions } from './best-at.ts';
import { precisions, recalls } from './rates.ts';

/** Options of {@link RecallAtPrecision}. */
export interface RecallAtPrecisionOptions extends BestAtOptions {
  /** Smallest precision that is accepted, in [0, 1]. */
  readonly precision: number;
}

/**
 * Best recall at a precision of at least `precision`, over evenly spaced thresholds: `max recall(t)` where
 * `precision(t) ≥ precision`; 0 where no threshold reaches it.
 *
 * Recall is `tp / (tp + fn)`, precision `tp / (tp + fp)`; 0 where there is nothing to divide by.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. Predictions outside [0, 1] count as 0 or 1, NaN as
 * predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @throws {@link ArgumentError} `precision`, `numThresholds` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights or `classId` do not fit them.
 * @source Keras 3 `metrics.RecallAtPrecision`; values that a mask leaves out do not count here, they do in
 * Keras.
 * @example
 * const metric = new RecallAtPrecision({ precision: 0.8 });
 * metric.updateState([0, 0, 1, 1], [0, 0.5, 0.3, 0.9]);
 * metric.result().arraySync() // => 0.5
 */
export class RecallAtPrecision extends BestAt<'precision', RecallAtPrecisionOptions> {
  readonly className = 'RecallAtPrecision';

  constructor(options: RecallAtPrecisionOptions) {
    super(
      'RecallAtPrecision',
      options,
      { precision: required, numThresholds: 200, classId: null },
      { option: 'precision', kept: precisions, best: recalls },
    );
  }
}
