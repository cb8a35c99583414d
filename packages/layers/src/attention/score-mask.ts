/** Which scores count: masks of queries by keys. */

import type { Tensor } from '@myelin/core';
import { abs, expandDims, greaterEqual, less, logicalAnd, range, reshape, sub } from '@myelin/core';

/** True where a query at its place may look at a key: not behind it. `[1, queries, keys]` */
export function causalMask(queries: number, keys: number): Tensor {
  return greaterEqual(column(queries), row(keys));
}

/** True where query and key are less than `width` apart. `[1, queries, keys]` */
export function windowMask(queries: number, keys: number, width: number): Tensor {
  return less(abs(sub(column(queries), row(keys))), width);
}

/** All masks that are there, at once; undefined if there is none. */
export function allOf(masks: readonly (Tensor | undefined)[]): Tensor | undefined {
  return masks.reduce((both, mask) => (both && mask ? logicalAnd(both, mask) : (both ?? mask)));
}

/** A mask of queries, `[batch, queries]`, for scores. */
export const alongQueries = (mask: Tensor | undefined): Tensor | undefined =>
  mask && expandDims(mask, -1);

/** A mask of keys, `[batch, keys]`, for scores. */
export const alongKeys = (mask: Tensor | undefined): Tensor | undefined =>
  mask && expandDims(mask, -2);

const column = (length: number): Tensor => reshape(positions(length), [1, length, 1]);

const row = (length: number): Tensor => reshape(positions(length), [1, 1, length]);

const positions = (length: number): Tensor => range(0, length);

/** A mask of the rank of scores, with axes of size 1 for heads in front of the last `kept` ones. */
export function withHeadAxis(
  mask: Tensor | undefined,
  rank: number,
  kept: number,
): Tensor | undefined {
  if (!mask || mask.rank >= rank) return mask;
  const at = Math.max(0, mask.rank - kept);
  const ones = Array<number>(rank - mask.rank).fill(1);
  return reshape(mask, [...mask.shape.slice(0, at), ...ones, ...mask.shape.slice(at)]);
}
