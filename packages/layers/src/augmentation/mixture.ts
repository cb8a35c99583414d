import type { Tensor } from '@myelin/core';
import { add, gather, mul, reshape, sub } from '@myelin/core';

export interface Mixture {
  /** Share of each image itself. @shape `[batch]` */
  readonly mixWeight: Tensor;
  /** The image that each one is mixed with. int32. @shape `[batch]` */
  readonly permutationOrder: Tensor;
}

/** Rows mixed with other rows, whatever the shape of a row. */
export function mixed(rows: Tensor, { mixWeight, permutationOrder }: Mixture): Tensor {
  const own = reshape(mixWeight, [-1, ...rows.shape.slice(1).map(() => 1)]);
  return add(mul(own, rows), mul(sub(1, own), gather(rows, permutationOrder)));
}
