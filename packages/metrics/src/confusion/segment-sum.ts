import { cast, gather, mul, sum, type Tensor, valueAndGradients, zeros } from '@myelin/core';

/**
 * Sums of the values that belong to the same place: `output[j] = Σ values[i]` over all `i` with `places[i] = j`.
 *
 * That is the derivative of `Σ values[i] · x[places[i]]` by `x`, so no matrix of values by places is ever made.
 *
 * @param places - Whole numbers from 0 up to but not including `count`.
 * @shape values, places `[n]`
 * @shape output `[count]`
 */
export function segmentSum(values: Tensor, places: Tensor, count: number): Tensor {
  const x = zeros([count]);
  const indices = cast(places, 'int32');
  const { gradients } = valueAndGradients(() => sum(mul(gather(x, indices), values)), [x]);
  return gradients[0] ?? x;
}
