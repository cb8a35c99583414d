import { required } from '@myelin/core';
import { BestAt, type BestAtOptions } from './best-at.ts';
import { recalls, specificities } from './rates.ts';

/** Options of {@link SpecificityAtSensitivity}. */
export interface SpecificityAtSensitivityOptions extends BestAtOptions {
  /** Smallest sensitivity that is accepted, in [0, 1]. */
  readonly sensitivity: number;
}

/**
 * Best specificity at a sensitivity of at least `sensitivity`, over evenly spaced thresholds: `max specificity(t)` where
 * `sensitivity(t) ≥ sensitivity`; 0 where no threshold reaches it.
 *
 * Specificity is `tn / (tn + fp)`, sensitivity `tp / (tp + fn)`; 0 where there is nothing to divide by.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. Predictions outside [0, 1] count as 0 or 1, NaN as
 * predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @throws {@link ArgumentError} `sensitivity`, `numThresholds` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights or `classId` do not fit them.
 * @source Keras 3 `metrics.SpecificityAtSensitivity`; values that a mask leaves out do not count here, they do in
 * Keras.
 * @example
 * const metric = new SpecificityAtSensitivity({ sensitivity: 0.5 });
 * metric.updateState([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]);
 * metric.result().arraySync() // => 0.6666667
 */
export class SpecificityAtSensitivity extends BestAt<
  'sensitivity',
  SpecificityAtSensitivityOptions
> {
  readonly className = 'SpecificityAtSensitivity';

  constructor(options: SpecificityAtSensitivityOptions) {
    super(
      'SpecificityAtSensitivity',
      options,
      { sensitivity: required, numThresholds: 200, classId: null },
      { option: 'sensitivity', kept: recalls, best: specificities },
    );
  }
}
