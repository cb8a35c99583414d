import { withRank } from '../loss/masked-weights.ts';
import { matchRanks } from '../loss/match-ranks.ts';
import { toFloat } from '../loss/to-float.ts';
import { mul } from '../tensors/arithmetic.ts';
import type { mean } from '../tensors/reduction.ts';
import { broadcastTo } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** One number per sample, multiplied by its weight, and the weight. */
export interface WeightedSamples {
  readonly values: Tensor;
  readonly weight: Tensor | undefined;
}

/**
 * Values of a batch as one weighted number per sample.
 *
 * Axes that the weights do not have are reduced first; then weights multiply; then all axes but the first are reduced.
 *
 * @param reduce - How the values of one sample become one: mean or sum.
 * @source Keras 3 `reduction_metrics.reduce_to_samplewise_values`.
 */
export function weightedSamples(
  values: Tensor,
  sampleWeight: Tensor | undefined,
  reduce: typeof mean,
): WeightedSamples {
  if (!sampleWeight) return { values: perSample(toFloat(values), 1, reduce), weight: undefined };
  const [matched, weight] = matchRanks(toFloat(values), toFloat(sampleWeight));
  const reduced = perSample(matched, weight.rank, reduce);
  const broadcast = broadcastTo(withRank('sampleWeight', weight, reduced), reduced.shape);
  return {
    values: perSample(mul(reduced, broadcast), 1, reduce),
    weight: perSample(broadcast, 1, reduce),
  };
}

/** Reduces the axes from `rank` on. */
function perSample(values: Tensor, rank: number, reduce: typeof mean): Tensor {
  if (values.rank <= rank) return values;
  return reduce(
    values,
    Array.from({ length: values.rank - rank }, (_, axis) => rank + axis),
  );
}
