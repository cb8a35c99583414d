import type { Tensor } from '@myelin/core';
import { concat, conv2d, reshape, transpose } from '@myelin/core';
import { withRowsAround } from '../spatial/rows-around.ts';
import type { SlidingWindows } from '../spatial/sliding-windows.ts';
import { paddingAround, spanOf } from '../spatial/sliding-windows.ts';
import { everyNth } from './every-nth.ts';
import { slideOverImages } from './slide-over-images.ts';

/**
 * Three-dimensional convolution by a two-dimensional one: the slices that a window holds lie one behind the other in
 * the channels of one image.
 *
 * @shape x `[batch, depth, height, width, channels]`, kernel `[kernelDepth, kernelHeight, kernelWidth, channels, filters]`
 */
export function convolveVolume(x: Tensor, kernel: Tensor, windows: SlidingWindows): Tensor {
  const [batch = 0, depth = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [taps = 1, kernelHeight = 1, kernelWidth = 1, , filters = 1] = kernel.shape;
  // As rows: the WebGL backend pads tensors of rank 4 at most.
  const rows = reshape(x, [batch, depth, height * width * channels]);
  const slices = slicesOfWindows(rows, taps, windows);
  const newDepth = slices[0]?.shape[1] ?? 0;
  const pixels = slices.map((slice) =>
    reshape(slice, [batch * newDepth, height * width, channels]),
  );
  const y = slideOverImages(
    reshape(concat(pixels, 2), [batch * newDepth, height, width, taps * channels]),
    reshape(transpose(kernel, [1, 2, 0, 3, 4]), [
      kernelHeight,
      kernelWidth,
      taps * channels,
      filters,
    ]),
    {
      strides: windows.strides.slice(1),
      padding: windows.padding,
      dilation: windows.dilation.slice(1),
    },
    conv2d,
  );
  return reshape(y, [batch, newDepth, ...y.shape.slice(1)]);
}

/** For each place of a window along the depth, the slices of all windows at that place. @shape x `[batch, depth, elements]` */
function slicesOfWindows(x: Tensor, taps: number, windows: SlidingWindows): readonly Tensor[] {
  const [step = 1] = windows.strides;
  const [dilation = 1] = windows.dilation;
  const span = spanOf(taps, dilation);
  const padded = withRowsAround(x, ...paddingAround(x.shape[1] ?? 0, span, step, windows.padding));
  const count = Math.floor(((padded.shape[1] ?? 0) - span) / step) + 1;
  return Array.from({ length: taps }, (_, tap) =>
    everyNth(padded, 1, { begin: tap * dilation, step, count }),
  );
}
