import type { Tensor } from '@myelin/core';
import { add, concat, mul, zerosLike } from '@myelin/core';

/** The entries of affine transforms: tensors `[batch, 1]`, or numbers that are the same for all images. */
export type AffineEntries = readonly [
  a: Tensor | number,
  b: Tensor | number,
  c: Tensor | number,
  d: Tensor | number,
  e: Tensor | number,
  f: Tensor | number,
];

/**
 * Transforms `[batch, 8]` that see the input at column `ax + by + c` and row `dx + ey + f`.
 *
 * @param like - Any tensor `[batch, 1]`.
 */
export function affineMatrices(entries: AffineEntries, like: Tensor): Tensor {
  const none = zerosLike(like);
  const column = (entry: Tensor | number): Tensor =>
    typeof entry === 'number' ? add(none, entry) : entry;
  return concat([...entries.map(column), none, none], 1);
}

/** `size` pixels have their middle there, counted from the first one. */
export const middleOf = (size: number): number => (size - 1) / 2;

/** What must be added to `factor · place` for the middle to stay where it is. */
export function stayingOffset(size: number, factor: Tensor): Tensor {
  return mul(add(mul(factor, -1), 1), middleOf(size));
}
