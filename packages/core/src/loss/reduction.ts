import { div, mul } from '../tensors/arithmetic.ts';
import { scalar } from '../tensors/creation.ts';
import { sum } from '../tensors/reduction.ts';
import { broadcastTo } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { divideOrZero } from './divide-or-zero.ts';
import { maskedWeights, withRank } from './masked-weights.ts';
import { matchRanks } from './match-ranks.ts';

/** How the losses of single samples become one number. */
export type Reduction = 'sum_over_batch_size' | 'mean' | 'sum' | 'mean_with_sample_weight' | 'none';

export const reductions: readonly Reduction[] = [
  'sum_over_batch_size',
  'mean',
  'sum',
  'mean_with_sample_weight',
  'none',
];

/**
 * Weighted losses of samples, reduced.
 *
 * - `'sum_over_batch_size'`, `'mean'`: `Σ wᵢ·lᵢ / n`, with `n` the number of loss values
 * - `'mean_with_sample_weight'`: `Σ wᵢ·lᵢ / Σ wᵢ`
 * - `'sum'`: `Σ wᵢ·lᵢ`; `'none'`: all `wᵢ·lᵢ`
 *
 * A mask counts as weights of 0 and 1; in the first two its ones grow to `n / valid`, so that the mean is over the
 * valid values. Weights of lower rank than the losses belong to their first axes: `[batch]` against `[batch, time]`.
 * A loss that is one number already is weighted and never divided.
 *
 * @throws {@link ShapeError} weights or mask do not fit the losses.
 * @source Keras 3 `losses.loss.reduce_weighted_values`.
 */
export function reduceLosses(
  losses: Tensor,
  reduction: Reduction,
  sampleWeight?: Tensor,
  mask?: Tensor,
): Tensor {
  const rescale = reduction === 'sum_over_batch_size' || reduction === 'mean';
  const given = maskedWeights(sampleWeight, mask, rescale);
  if (!given) return reduceValues(losses, reduction);
  const [values, matched] = matchRanks(losses, given);
  const weight = withRank('sampleWeight', matched, values);
  const weighted = mul(values, weight);
  if (reduction !== 'mean_with_sample_weight' || values.rank === 0) {
    return reduceValues(weighted, reduction);
  }
  return divideOrZero(sum(weighted), sum(broadcastTo(weight, values.shape)));
}

function reduceValues(values: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none' || values.rank === 0) return values;
  const total = sum(values);
  return reduction === 'sum' ? total : div(total, scalar(values.size));
}
