/** Histograms count levels: whole numbers that stand for ranges of values. */

import type { Tensor } from '@myelin/core';
import { cast, clip, NdArray } from '@myelin/core';

/** `x`, cut off to a whole number in [0, `levels` - 1]. @returns int32 */
export function levelOf(x: Tensor, levels: number): Tensor {
  return cast(clip(x, 0, levels - 1), 'int32');
}

/** `0, step, 2 · step, …` along one axis of an int32 array of rank 4. */
export function offsetsAlong(axis: 0 | 1 | 2 | 3, count: number, step: number): NdArray {
  const shape = [1, 1, 1, 1];
  shape[axis] = count;
  return new NdArray(
    Int32Array.from({ length: count }, (_, i) => i * step),
    shape,
  );
}
