import { expandDims, squeeze } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Two tensors that differ by a last axis of size 1, in one rank: `[n]` against `[n, 1]`.
 *
 * A vector gains the axis; of larger tensors the one that has it loses it. Others come back as they are.
 *
 * @source Keras 3 `squeeze_or_expand_to_same_rank`.
 */
export function matchRanks(a: Tensor, b: Tensor): [a: Tensor, b: Tensor] {
  if (a.rank === b.rank + 1 && a.shape.at(-1) === 1) {
    return b.rank === 1 ? [a, expandDims(b, -1)] : [squeeze(a, [a.rank - 1]), b];
  }
  if (b.rank === a.rank + 1 && b.shape.at(-1) === 1) {
    return a.rank === 1 ? [expandDims(a, -1), b] : [a, squeeze(b, [b.rank - 1])];
  }
  return [a, b];
}
