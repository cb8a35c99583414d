import { required } from '@myelin/core';
import { BestAt, type BestAtOptions } from './best-at.ts';
import { recalls, specificities } from './rates.ts';

/** Options of {@link SensitivityAtSpecificity}. */
export interface SensitivityAtSpecificityOptions extends BestAtOptions {
  /** Smallest specificity that is accepted, in [0, 1]. */
  readonly specificity: number;
}

/**
 * Best sensitivity at a specificity of at least `specificity`, over evenly spaced thresholds: `max sensitivity(t)` where
 * `specificity(t) ≥ specificity`; 0 where no threshold reaches it.
 *
 * Sensitivity is `tp / (tp + fn)`, specificity `tn / (tn + fp)`; 0 where there is nothing to divide by.
 *
 * Counts are exact up to 2²⁴ predictions between two thresholds. Predictions outside [0, 1] count as 0 or 1, NaN as
 * predicted negative.
 *
 * @shape yTrue, yPred the same; `[batch]` against `[batch, 1]` is fine. Targets other than 0 are positive.
 * @throws {@link ArgumentError} `specificity`, `numThresholds` or `classId` is out of its domain.
 * @throws {@link ShapeError} the shapes differ, or weights or `classId` do not fit them.
 * @source Keras 3 `metrics.SensitivityAtSpecificity`; values that a mask leaves out do not count here, they do in
 * Keras.
 * @example
 * const metric = new SensitivityAtSpecificity({ specificity: 0.5 });
 * metric.updateState([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8]);
 * metric.result().arraySync() // => 0.5
 */
export class SensitivityAtSpecificity extends BestAt<
  'specificity',
  SensitivityAtSpecificityOptions
> {
  readonly className = 'SensitivityAtSpecificity';

  constructor(options: SensitivityAtSpecificityOptions) {
    super(
      'SensitivityAtSpecificity',
      options,
      { specificity: required, numThresholds: 200, classId: null },
      { option: 'specificity', kept: specificities, best: recalls },
    );
  }
}
