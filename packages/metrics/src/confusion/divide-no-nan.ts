import { div, equal, type Tensor, where } from '@myelin/core';

/** `a / b`, and 0 where `b` is 0. */
export function divideNoNaN(a: Tensor, b: Tensor): Tensor {
  const isZero = equal(b, 0);
  return where(isZero, 0, div(a, where(isZero, 1, b)));
}
