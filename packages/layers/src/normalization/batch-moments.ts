import type { Tensor } from '@myelin/core';
import { add, broadcastTo, cast, div, mean, mul, reshape, square, sub, sum } from '@myelin/core';

export interface Moments {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Keeps an entirely masked batch from dividing by 0; Keras's number. */
const EPSILON = 1e-7;

/** Mean and population variance over `axes`, which are removed; steps that the mask leaves out do not count. */
export function batchMoments(
  x: Tensor,
  axes: readonly number[],
  mask: Tensor | undefined,
): Moments {
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  if (!mask) {
    const center = mean(x, axes, true);
    return { mean: reshape(center, kept), variance: mean(square(sub(x, center)), axes) };
  }
  const shape = x.shape.map((_, axis) => mask.shape[axis] ?? 1);
  const real = cast(reshape(mask, shape), 'float32');
  const count = add(sum(broadcastTo(real, x.shape), axes, true), EPSILON);
  const center = div(sum(mul(x, real), axes, true), count);
  const squares = sum(mul(square(sub(x, center)), real), axes, true);
  return { mean: reshape(center, kept), variance: reshape(div(squares, count), kept) };
}
