import type { Tensor } from '@myelin/core';
import { concat, conv2d, depthwiseConv2d, reshape, split } from '@myelin/core';
import type { SlidingWindows } from '../spatial/sliding-windows.ts';
import { convolveVolume } from './convolve-volume.ts';
import { slideOverImages } from './slide-over-images.ts';

/**
 * Convolution over one, two or three spatial axes, channels last.
 *
 * @param groups - Channels and filters are split into so many groups that see nothing of each other.
 * @shape x `[batch, ...spatial, channels]`, kernel `[...kernelSize, channels / groups, filters]`
 * @shape output `[batch, ...windows, filters]`
 */
export function convolve(x: Tensor, kernel: Tensor, windows: SlidingWindows, groups = 1): Tensor {
  if (groups > 1) return convolveGroups(x, kernel, windows, groups);
  if (x.rank === 5) return convolveVolume(x, kernel, windows);
  return slideOverImages(x, kernel, windows, conv2d);
}

function convolveGroups(
  x: Tensor,
  kernel: Tensor,
  windows: SlidingWindows,
  groups: number,
): Tensor {
  const [channels = 1, filters = 1] = [x.shape.at(-1), kernel.shape.at(-1)];
  if (groups === channels && x.rank < 5) {
    const own = reshape(kernel, [...kernel.shape.slice(0, -2), channels, filters / channels]);
    return slideOverImages(x, own, windows, depthwiseConv2d);
  }
  const axis = x.rank - 1;
  const kernels = split(kernel, groups, axis);
  const parts = split(x, groups, axis);
  return concat(
    parts.map((part, i) => convolve(part, kernels[i] ?? kernel, windows)),
    axis,
  );
}
