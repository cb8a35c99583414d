import { div, mul } from '../tensors/arithmetic.ts';
import { scalar } from '../tensors/creation.ts';
import { sum } from '../tensors/reduction.ts';
import { cast, expandDims, squeeze } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** How the losses of single samples become one number. `null` is the same as `'none'`. */
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
 * A mask counts as weights of 0 and 1, rescaled so that masked values do not shrink the mean.
 *
 * @source Keras 3 `losses.loss.reduce_weighted_values`.
 */
export function reduceLosses(
  losses: Tensor,
  reduction: Reduction,
  sampleWeight?: Tensor,
  mask?: Tensor,
): Tensor {
  let weight = sampleWeight ? cast(sampleWeight, 'float32') : undefined;
  if (mask) {
    const valid = rescaledMask(mask, reduction);
    if (weight) {
      const [a, b] = alignRanks(weight, valid);
      weight = mul(a, b);
    } else {
      weight = valid;
    }
  }
  const values = weight ? weighted(losses, weight) : losses;
  if (reduction === 'none') return values;
  const total = sum(values);
  if (reduction === 'sum') return total;
  if (reduction === 'mean_with_sample_weight' && weight) {
    const [, aligned] = alignRanks(losses, weight);
    const totalWeight = sum(mul(aligned, cast(losses.mul(0).add(1), 'float32')));
    return div(total, totalWeight.add(1e-7));
  }
  return div(total, scalar(values.size));
}

function rescaledMask(mask: Tensor, reduction: Reduction): Tensor {
  const valid = cast(mask, 'float32');
  if (reduction === 'sum' || reduction === 'none') return valid;
  return mul(valid, div(scalar(valid.size), sum(valid).add(1e-7)));
}

function weighted(losses: Tensor, weight: Tensor): Tensor {
  const [a, b] = alignRanks(losses, weight);
  return mul(a, b);
}

/** Gives both the same rank: a last axis of size 1 is dropped, or axes of size 1 are added at the end. */
function alignRanks(a: Tensor, b: Tensor): [Tensor, Tensor] {
  if (a.rank === b.rank) return [a, b];
  if (b.rank === a.rank + 1 && b.shape.at(-1) === 1) return [a, squeeze(b, [b.rank - 1])];
  if (a.rank === b.rank + 1 && a.shape.at(-1) === 1) return [squeeze(a, [a.rank - 1]), b];
  let [left, right] = [a, b];
  while (left.rank < right.rank) left = expandDims(left, -1);
  while (right.rank < left.rank) right = expandDims(right, -1);
  return [left, right];
}
