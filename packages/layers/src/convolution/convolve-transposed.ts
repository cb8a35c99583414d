import type { Tensor } from '@myelin/core';
import { reshape } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';
import type { TransposedWindows } from './convolve-images-transposed.ts';
import { convolveImagesTransposed } from './convolve-images-transposed.ts';
import { convolveVolumeTransposed } from './convolve-volume-transposed.ts';

/**
 * Transposed convolution over one, two or three spatial axes, channels last.
 *
 * @shape x `[batch, ...spatial, channels]`, kernel `[...kernelSize, filters, channels]`
 * @shape output `[batch, ...size, filters]`
 */
export function convolveTransposed(x: Tensor, kernel: Tensor, windows: TransposedWindows): Tensor {
  if (x.rank === 5) return convolveVolumeTransposed(x, kernel, windows);
  if (x.rank === 4) {
    return convolveImagesTransposed(x, kernel, windows as TransposedWindows<Pair>);
  }
  const { size, before, strides, dilation } = windows;
  const [batch = 0, ...sequence] = x.shape;
  const y = convolveImagesTransposed(
    reshape(x, [batch, 1, ...sequence]),
    reshape(kernel, [1, ...kernel.shape]),
    {
      size: [1, size[0] ?? 1],
      before: [0, before[0] ?? 0],
      strides: [1, strides[0] ?? 1],
      dilation: [1, dilation[0] ?? 1],
    },
  );
  return reshape(y, [batch, ...y.shape.slice(2)]);
}
