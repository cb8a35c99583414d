import type { Tensor } from '@myelin/core';
import { conv2dTranspose, slice } from '@myelin/core';
import type { Pair, PerAxis } from '../spatial/per-axis.ts';
import { atPhases } from './phases.ts';

/** Where the windows of a transposed convolution lie in its result. */
export interface TransposedWindows<Sizes extends PerAxis = PerAxis> {
  /** Sizes of the result. */
  readonly size: Sizes;
  /** Elements of the first windows that lie before the result. */
  readonly before: Sizes;
  readonly strides: Sizes;
  /** Distance between the elements of a window; above 1 only with strides of 1. */
  readonly dilation: Sizes;
}

/**
 * Transposed convolution of images, with or without gaps in its windows.
 *
 * @shape x `[batch, height, width, channels]`, kernel `[kernelHeight, kernelWidth, filters, channels]`
 */
export function convolveImagesTransposed(
  x: Tensor,
  kernel: Tensor,
  { size, before, strides, dilation }: TransposedWindows<Pair>,
): Tensor {
  if (Math.max(...dilation) === 1) return conv2dTranspose(x, kernel, { size, strides, before });
  const whole = atPhases(x, dilation, (phases) => {
    const reach = (axis: 0 | 1): number =>
      (phases.shape[axis + 1] ?? 0) + (kernel.shape[axis] ?? 0) - 1;
    return conv2dTranspose(phases, kernel, { size: [reach(0), reach(1)] });
  });
  return slice(whole, [0, ...before, 0], [-1, ...size, -1]);
}
