import type { MetricOptions, OptionDefaults, Resolved, Tensor } from '@myelin/core';
import { greaterEqual, max, requireNumber, requireWholeNumber, where } from '@myelin/core';
import type { ConfusionCounts } from './confusion-counts.ts';
import { requireClassId } from './precision-or-recall.ts';
import type { Rates } from './rates.ts';
import { ThresholdMetric } from './threshold-metric.ts';
import { evenThresholds, Thresholds } from './thresholds.ts';

/** Options of metrics that look for the best of one rate while another one is kept. */
export interface BestAtOptions extends MetricOptions {
  /** Number of thresholds that are tried, evenly spaced in [0, 1]. At least 1. @defaultValue `200` */
  readonly numThresholds?: number;
  /** Only this class of the last axis counts. Whole number, at least 0. @defaultValue `null` */
  readonly classId?: number | null;
}

/** What is kept, by which option, and what is looked for. */
export interface BestAtRates<Option extends string> {
  readonly option: Option;
  readonly kept: Rates;
  readonly best: Rates;
}

/** Base of metrics that are the largest of one rate over all thresholds at which another one is large enough. */
export abstract class BestAt<
  Option extends string,
  Options extends BestAtOptions & { readonly [name in Option]: number },
> extends ThresholdMetric<Options> {
  readonly direction = 'up';
  readonly #rates: BestAtRates<Option>;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>>,
    rates: BestAtRates<Option>,
  ) {
    super(className, options, defaults, (config) => {
      const { numThresholds, classId } = config as Resolved<BestAtOptions>;
      requireNumber(className, rates.option, config[rates.option], { min: 0, max: 1 });
      const count = requireWholeNumber(className, 'numThresholds', numThresholds, { min: 1 });
      return {
        thresholds: new Thresholds(evenThresholds(count), count > 1),
        classId: requireClassId(className, classId),
      };
    });
    this.#rates = rates;
  }

  protected scoreOf(counts: ConfusionCounts): Tensor {
    const { option, kept, best } = this.#rates;
    const isKept = greaterEqual(kept(counts), this.config[option] as number);
    return max(where(isKept, best(counts), 0));
  }
}
