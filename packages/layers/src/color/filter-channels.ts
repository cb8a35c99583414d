import type { Tensor } from '@myelin/core';
import { depthwiseConv2d, reshape, tile } from '@myelin/core';

/**
 * Every channel of images convolved with the same kernel; beyond the border all is 0.
 *
 * @shape images `[batch, height, width, channels]`, kernel `[kernelHeight, kernelWidth]`
 * @shape output as the images
 */
export function filterChannels(images: Tensor, kernel: Tensor): Tensor {
  const column = reshape(kernel, [...kernel.shape, 1, 1]);
  const forEach = tile(column, [1, 1, images.shape.at(-1) ?? 1, 1]);
  return depthwiseConv2d(images, forEach, { padding: 'same' });
}
