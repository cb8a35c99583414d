/**
 * A weighted mean that grows batch by batch, exact over all of them.
 *
 * The state is `[Σ w·value, Σ w]`; the mean is taken only when it is asked for.
 */

import { divideOrZero } from '../loss/divide-or-zero.ts';
import { add } from '../tensors/arithmetic.ts';
import { scalar, zeros } from '../tensors/creation.ts';
import { mean, sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { weightedSamples } from './weighted-samples.ts';

/** The mean of nothing. */
export function emptyMean(): readonly Tensor[] {
  return [zeros([]), zeros([])];
}

/**
 * The mean with one more batch of values in it. Each sample counts by its weight, whatever number of values it has.
 *
 * @param values - `[batch, ...]`, or one number for the whole batch, which then counts once.
 */
export function extendMean(
  [total, count]: readonly Tensor[],
  values: Tensor,
  sampleWeight?: Tensor,
): readonly Tensor[] {
  const samples = weightedSamples(values, sampleWeight, mean);
  const size = samples.weight ? sum(samples.weight) : scalar(samples.values.shape[0] ?? 1);
  return [add(total ?? 0, sum(samples.values)), add(count ?? 0, size)];
}

/** `Σ w·value / Σ w`; 0 for the mean of nothing. */
export function meanSoFar([total, count]: readonly Tensor[]): Tensor {
  return divideOrZero(total ?? scalar(0), count ?? scalar(0));
}
