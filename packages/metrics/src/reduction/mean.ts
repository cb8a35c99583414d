import type { MetricOptions, Tensor } from '@myelin/core';
import { emptyMean, extendMean, meanSoFar } from '@myelin/core';
import { ValuesAccumulator } from './values-accumulator.ts';

/**
 * Weighted mean of all values so far: `Σ w·value / Σ w`; 0 before the first.
 *
 * @source Keras 3 `metrics.Mean`.
 * @example
 * const mean = new Mean();
 * mean.updateState([1, 3, 5, 7]);
 * mean.result().arraySync() // => 4
 */
export class Mean extends ValuesAccumulator {
  readonly className = 'Mean';

  constructor(options: MetricOptions = {}) {
    super('Mean', options, {});
  }

  initialState(): readonly Tensor[] {
    return emptyMean();
  }

  protected extend(
    state: readonly Tensor[],
    values: Tensor,
    sampleWeight?: Tensor,
  ): readonly Tensor[] {
    return extendMean(state, values, sampleWeight);
  }

  resultOf(state: readonly Tensor[]): Tensor {
    return meanSoFar(state);
  }
}
