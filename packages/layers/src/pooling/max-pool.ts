import type { Tensor } from '@myelin/core';
import { maxPool2d } from '@myelin/core';
import type { PerAxis } from '../spatial/per-axis.ts';
import type { Windows } from '../spatial/window-shape.ts';
import { maxAlongAxis } from './max-along-axis.ts';
import { overPlanes } from './over-planes.ts';

/**
 * Largest element of each window over one, two or three axes, channels last.
 *
 * Where several elements of a window are the largest, the derivative goes to the first of them, in three dimensions to
 * each: so it does in TensorFlow.
 */
export function maxPool(x: Tensor, windows: Windows<PerAxis>): Tensor {
  if (windows.size.length < 3) return overPlanes(x, windows, maxPool2d);
  const { size, strides, padding } = windows;
  return size.reduce(
    (y, length, i) =>
      maxAlongAxis(y, i + 1, { size: length, stride: strides[i] ?? length, padding }),
    x,
  );
}
