import {
  type Direction,
  Metric,
  type MetricBatch,
  type MetricOptions,
  type Tensor,
} from '@myelin/core';
import { addToMean, emptyMean, meanOf } from '../training/running-mean.ts';
import type { MetricFunction } from './compile-options.ts';

/** A plain function as a metric: its values, averaged over the epoch. */
export class FunctionMetric extends Metric<MetricOptions> {
  readonly className = 'FunctionMetric';
  readonly direction: Direction = undefined;
  readonly #compute: MetricFunction;

  constructor(compute: MetricFunction) {
    super('FunctionMetric', compute.name || 'metric', {}, {});
    this.#compute = compute;
  }

  initialState(): readonly Tensor[] {
    return emptyMean();
  }

  nextState(
    state: readonly Tensor[],
    { yTrue, yPred, sampleWeight }: MetricBatch,
  ): readonly Tensor[] {
    const values = this.#compute(yTrue, yPred);
    return addToMean(state, values, sampleWeight);
  }

  resultOf(state: readonly Tensor[]): Tensor {
    return meanOf(state);
  }
}
