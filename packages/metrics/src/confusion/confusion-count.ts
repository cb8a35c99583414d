import type { MetricOptions, Tensor } from '@myelin/core';
import type { ConfusionCounts } from './confusion-counts.ts';
import { ThresholdMetric } from './threshold-metric.ts';
import { requireThresholds, type Thresholds } from './thresholds.ts';

/** Options of {@link TruePositives}, {@link TrueNegatives}, {@link FalsePositives} and {@link FalseNegatives}. */
export interface ConfusionCountOptions extends MetricOptions {
  /**
   * Predictions above it count as positive; one result for each threshold of a list. `null` means 0.5.
   *
   * @defaultValue `null`
   */
  readonly thresholds?: number | readonly number[] | null;
}

/** Base of metrics that count one of the four cases. Neither more nor less is better: they have no direction. */
export abstract class ConfusionCount extends ThresholdMetric<ConfusionCountOptions> {
  readonly direction = undefined;
  readonly #which: keyof ConfusionCounts;

  constructor(className: string, which: keyof ConfusionCounts, options: ConfusionCountOptions) {
    super(className, options, { thresholds: null }, ({ thresholds }) => ({
      thresholds: requireThresholds(className, thresholds, 0.5),
    }));
    this.#which = which;
  }

  protected scoreOf(counts: ConfusionCounts, thresholds: Thresholds): Tensor {
    return thresholds.asGiven(counts[this.#which]);
  }
}
