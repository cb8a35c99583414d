import type { MetricOptions, Tensor } from '@myelin/core';
import { add, sum, weightedSamples, zeros } from '@myelin/core';
import { ValuesAccumulator } from './values-accumulator.ts';

/**
 * Weighted sum of all values so far: `Σ w·value`.
 *
 * @source Keras 3 `metrics.Sum`.
 * @example
 * const total = new Sum();
 * total.updateState([1, 3, 5, 7], { sampleWeight: [1, 1, 0, 0] });
 * total.result().arraySync() // => 4
 */
export class Sum extends ValuesAccumulator {
  readonly className = 'Sum';

  constructor(options: MetricOptions = {}) {
    super('Sum', options, {});
  }

  initialState(): readonly Tensor[] {
    return [zeros([])];
  }

  protected extend(
    [total]: readonly Tensor[],
    values: Tensor,
    sampleWeight?: Tensor,
  ): readonly Tensor[] {
    return [add(total ?? 0, sum(weightedSamples(values, sampleWeight, sum).values))];
  }

  resultOf([total]: readonly Tensor[]): Tensor {
    return add(total ?? 0, 0);
  }
}
