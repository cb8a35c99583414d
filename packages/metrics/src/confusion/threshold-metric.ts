import {
  Metric,
  type MetricBatch,
  type MetricOptions,
  type OptionDefaults,
  type Resolved,
  type Tensor,
} from '@myelin/core';
import { type BinarySelection, binaryBatch } from './binary-batch.ts';
import {
  type ConfusionCounts,
  confusionCounts,
  emptyHistogram,
  extendHistogram,
} from './confusion-counts.ts';
import type { Thresholds } from './thresholds.ts';

/** What a metric counts, once its options are checked. */
export interface ThresholdPlan extends BinarySelection {
  readonly thresholds: Thresholds;
}

/**
 * Base of metrics that are worked out from true and false positives and negatives at thresholds.
 *
 * Weights are added up in float32: counts are exact up to 2²⁴ predictions between two thresholds.
 */
export abstract class ThresholdMetric<Options extends MetricOptions> extends Metric<Options> {
  readonly #plan: ThresholdPlan;

  /** @param plan - Checks the options. */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof MetricOptions>>,
    plan: (config: Resolved<Options>) => ThresholdPlan,
  ) {
    super(className, options, defaults);
    this.#plan = plan(this.config);
  }

  /** The result. */
  protected abstract scoreOf(counts: ConfusionCounts, thresholds: Thresholds): Tensor;

  initialState(): readonly Tensor[] {
    return [emptyHistogram(this.#plan.thresholds)];
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    if (batch.yPred.size === 0) return state;
    const { thresholds } = this.#plan;
    const before = state[0] ?? emptyHistogram(thresholds);
    const decisions = binaryBatch(this.className, batch, this.#plan);
    return [extendHistogram(this.className, before, decisions, thresholds)];
  }

  resultOf([histogram]: readonly Tensor[]): Tensor {
    const { thresholds } = this.#plan;
    return this.scoreOf(confusionCounts(histogram ?? emptyHistogram(thresholds)), thresholds);
  }
}
