import type { Tensor } from '@myelin/core';
import { reshape, slice, transpose } from '@myelin/core';
import type { Pair, PerAxis } from '../spatial/per-axis.ts';
import type { TransposedWindows } from './convolve-images-transposed.ts';
import { convolveImagesTransposed } from './convolve-images-transposed.ts';
import { rowsFrom, sumAtPlaces } from './sum-at-places.ts';

/**
 * Three-dimensional transposed convolution by a two-dimensional one, which gives for each slice what it adds to all
 * slices that its windows reach.
 *
 * @shape x `[batch, depth, height, width, channels]`, kernel `[kernelDepth, kernelHeight, kernelWidth, filters, channels]`
 */
export function convolveVolumeTransposed(
  x: Tensor,
  kernel: Tensor,
  { size, before, strides, dilation }: TransposedWindows,
): Tensor {
  const [batch = 0, depth = 0, ...image] = x.shape;
  const [taps = 1, height = 1, width = 1, filters = 1, channels = 1] = kernel.shape;
  const flat = transpose(kernel, [1, 2, 0, 3, 4]);
  const windows = {
    size: plane(size),
    before: plane(before),
    strides: plane(strides),
    dilation: plane(dilation),
  };
  const images = convolveImagesTransposed(
    reshape(x, [batch * depth, ...image]),
    reshape(flat, [height, width, taps * filters, channels]),
    windows,
  );
  const pixels = windows.size[0] * windows.size[1];
  const slices = reshape(images, [batch * depth, pixels, taps, filters]);
  const parts = Array.from({ length: taps }, (_, tap) =>
    reshape(slice(slices, [0, 0, tap, 0], [-1, -1, 1, -1]), [batch, depth, pixels * filters]),
  );
  const whole = sumAtPlaces(parts, strides[0] ?? 1, dilation[0] ?? 1);
  return reshape(rowsFrom(whole, before[0] ?? 0, size[0] ?? 0), [batch, ...size, filters]);
}

const plane = ([, height = 1, width = 1]: PerAxis): Pair => [height, width];
