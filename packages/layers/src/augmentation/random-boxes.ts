import type { Tensor } from '@myelin/core';
import { add, greaterEqual, less, logicalAnd, mul, range, reshape, sub } from '@myelin/core';

/** A part of an axis for each image, from `start` up to but not including `end`, in pixels and fractions of them. */
export interface Stretch {
  /** @shape `[batch]` */
  readonly start: Tensor;
  /** @shape `[batch]` */
  readonly end: Tensor;
}

/**
 * A stretch of a given share of an axis for each image, anywhere on it.
 *
 * @param share - Of the axis. Shape `[batch]`.
 * @param place - 0 for one that begins with the axis, 1 for one that ends with it. Shape `[batch]`.
 */
export function stretchOf(size: number, share: Tensor, place: Tensor): Stretch {
  const length = mul(share, size);
  const start = mul(place, sub(size, length));
  return { start, end: add(start, length) };
}

/**
 * Which pixels lie in a box.
 *
 * @shape output `[batch, height, width, 1]`, bool
 */
export function boxMask(height: number, width: number, rows: Stretch, columns: Stretch): Tensor {
  return logicalAnd(
    within(rows, height, [1, height, 1, 1]),
    within(columns, width, [1, 1, width, 1]),
  );
}

function within({ start, end }: Stretch, size: number, shape: readonly number[]): Tensor {
  const pixels = reshape(range(0, size), shape);
  const forEach = (bound: Tensor): Tensor => reshape(bound, [-1, 1, 1, 1]);
  return logicalAnd(greaterEqual(pixels, forEach(start)), less(pixels, forEach(end)));
}
