import type { Tensor } from '@myelin/core';
import { logicalOr, where } from '@myelin/core';
import type { MaskedTensor } from './merge-layer.ts';

/**
 * Combines tensors two by two. Where one of the two is masked both are the other one, as there is no number that would
 * change nothing.
 */
export function foldUnmasked(
  inputs: readonly MaskedTensor[],
  combine: (a: Tensor, b: Tensor) => Tensor,
): Tensor {
  const folded = inputs.reduce((before, next) => {
    const b = next.mask ? where(next.mask, next.x, before.x) : next.x;
    const a = before.mask ? where(before.mask, before.x, b) : before.x;
    const mask = before.mask && next.mask && logicalOr(before.mask, next.mask);
    return { x: combine(a, b), mask };
  });
  return folded.x;
}
