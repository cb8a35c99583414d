/**
 * Pooling by the number of windows. Window `i` of `count` reaches from `⌊i · length / count⌋` to `⌈(i + 1) · length /
 * count⌉`: there are windows of at most two sizes, one apart. Each size is pooled at every place, and the windows are
 * chosen among the results, one axis after the other.
 */

import type { Tensor } from '@myelin/core';
import { concat, gather, tensor } from '@myelin/core';
import type { PerAxis } from '../spatial/per-axis.ts';
import type { Pool } from './pooling.ts';

/** `x`, channels last, pooled to `outputSize` along its spatial axes. */
export function adaptivePool(x: Tensor, outputSize: PerAxis, pool: Pool): Tensor {
  return outputSize.reduce((y, count, i) => poolAxis(y, i, count, pool), x);
}

/** @param spatial - Which of the spatial axes. */
function poolAxis(x: Tensor, spatial: number, count: number, pool: Pool): Tensor {
  const axis = spatial + 1;
  const length = x.shape[axis] ?? 0;
  if (length === count) return x;
  const along = (size: number, stride: number): Tensor => {
    const alone = (value: number): number[] =>
      x.shape.slice(1, -1).map((_, i) => (i === spatial ? value : 1));
    return pool(x, { size: alone(size), strides: alone(stride), padding: 'valid' });
  };
  if (length % count === 0) return along(length / count, length / count);
  const windows = windowsOf(length, count);
  const small = Math.ceil(length / count);
  const smallPlaces = length - small + 1;
  const chosen = windows.map(({ start, size }) => (size === small ? start : smallPlaces + start));
  const hasLarge = windows.some(({ size }) => size > small);
  const places = hasLarge ? concat([along(small, 1), along(small + 1, 1)], axis) : along(small, 1);
  return gather(places, tensor(chosen, 'int32'), axis);
}

function windowsOf(length: number, count: number): { start: number; size: number }[] {
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * length) / count);
    return { start, size: Math.ceil(((i + 1) * length) / count) - start };
  });
}
