import type { MetricOptions, Tensor } from '@myelin/core';
import { requireWholeNumber } from '@myelin/core';
import { BELOW_ALL } from './binary-batch.ts';
import type { ConfusionCounts } from './confusion-counts.ts';
import type { Rates } from './rates.ts';
import { ThresholdMetric } from './threshold-metric.ts';
import { requireThresholds, type Thresholds } from './thresholds.ts';

/** Options of {@link Precision} and {@link Recall}. */
export interface PrecisionOrRecallOptions extends MetricOptions {
  /**
   * Predictions above it count as positive; one result for each threshold of a list. `null` means 0.5, and no
   * threshold where `topK` is set. Use 0 for logits.
   *
   * @defaultValue `null`
   */
  readonly thresholds?: number | readonly number[] | null;
  /** Only the `topK` largest predictions of a row count as positive. Whole number, at least 1. @defaultValue `null` */
  readonly topK?: number | null;
  /** Only this class of the last axis counts. Whole number, at least 0. @defaultValue `null` */
  readonly classId?: number | null;
}

/** Base of metrics that are the share of true positives among others, at each threshold. */
export abstract class PrecisionOrRecall extends ThresholdMetric<PrecisionOrRecallOptions> {
  readonly direction = 'up';
  readonly #rates: Rates;

  /** @param rates - The value at each threshold. */
  constructor(className: string, rates: Rates, options: PrecisionOrRecallOptions) {
    const defaults = { thresholds: null, topK: null, classId: null };
    super(className, options, defaults, ({ thresholds, topK, classId }) => ({
      thresholds: requireThresholds(className, thresholds, topK === null ? 0.5 : BELOW_ALL),
      topK: topK === null ? null : requireWholeNumber(className, 'topK', topK, { min: 1 }),
      classId: requireClassId(className, classId),
    }));
    this.#rates = rates;
  }

  protected scoreOf(counts: ConfusionCounts, thresholds: Thresholds): Tensor {
    return thresholds.asGiven(this.#rates(counts));
  }
}

/** `classId` is null or a whole number of at least 0. */
export function requireClassId(metric: string, classId: number | null): number | null {
  return classId === null ? null : requireWholeNumber(metric, 'classId', classId, { min: 0 });
}
