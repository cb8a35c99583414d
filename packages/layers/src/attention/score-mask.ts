/** Which scores count: masks of queries by keys. */

import type { KnownShape, Tensor } from '@myelin/core';
import {
  abs,
  expandDims,
  formatShape,
  greaterEqual,
  less,
  logicalAnd,
  range,
  reshape,
  ShapeError,
  sub,
} from '@myelin/core';

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

/** A mask fits a shape if it can be broadcast to it. @throws {@link ShapeError} */
export function requireMaskFor(
  where: string,
  name: string,
  mask: Tensor | undefined,
  shape: KnownShape,
): void {
  if (!mask) return;
  const missing = shape.length - mask.rank;
  const fits = mask.shape.every((size, axis) => size === 1 || size === shape[axis + missing]);
  if (missing >= 0 && fits) return;
  throw new ShapeError({
    where,
    problem: `\`${name}\` must have the shape ${formatShape(shape)}, or sizes of 1 in it, received ${formatShape(mask.shape)}`,
    fix: 'pass a mask of that shape',
  });
}

/** A mask of the time steps of a tensor has its first axes. @throws {@link ShapeError} */
export function requireMaskOf(
  where: string,
  name: string,
  mask: Tensor | undefined,
  x: Tensor,
): void {
  if (mask) requireMaskFor(where, name, mask, x.shape.slice(0, Math.max(2, mask.rank)));
}
