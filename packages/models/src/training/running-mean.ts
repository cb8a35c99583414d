/** A weighted mean that grows batch by batch, as two scalars: the weighted sum and the sum of weights. */

import {
  add,
  cast,
  div,
  equal,
  mul,
  onesLike,
  scalar,
  sum,
  type Tensor,
  where,
} from '@myelin/core';

/** The mean of nothing yet. */
export function emptyMean(): readonly Tensor[] {
  return [scalar(0), scalar(0)];
}

/** The mean with more values taken in. */
export function addToMean(
  state: readonly Tensor[],
  values: Tensor,
  weight?: Tensor | undefined,
): readonly Tensor[] {
  const [total, count] = state as readonly [Tensor, Tensor];
  if (!weight) return [add(total, sum(values)), add(count, scalar(values.size))];
  const own = mul(onesLike(cast(values, 'float32')), weight);
  return [add(total, sum(mul(values, own))), add(count, sum(own))];
}

/** The mean so far; 0 before the first value. */
export function meanOf(state: readonly Tensor[]): Tensor {
  const [total, count] = state as readonly [Tensor, Tensor];
  return where(equal(count, 0), scalar(0), div(total, count));
}
