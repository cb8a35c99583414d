import type { Triple } from '../spatial/per-axis.ts';
import type { TransposedLayerOptions } from './transposed-layer.ts';
import { TransposedLayer } from './transposed-layer.ts';

export interface Conv3DTransposeOptions extends TransposedLayerOptions<Triple> {}

/**
 * Adds kernels, times what the volume holds, into a larger one: `y[i · stride + a, …] += x[i, …] · kernel[a, …]`, then bias and activation.
 *
 * @shape input `[batch, depth, height, width, channels]`, or with the channels second with `'channels_first'`
 * @shape output `[batch, newDepth, newHeight, newWidth, filters]`, or with the filters second
 * @weights kernel `[kernelDepth, kernelHeight, kernelWidth, filters, channels]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, strides and dilation are both above 1, or `outputPadding`
 * is not less than the strides.
 * @throws {@link ShapeError} rank other than 5.
 * @source Zeiler et al. 2010; defaults as Keras 3 `Conv3DTranspose`.
 * @example
 * new Conv3DTranspose({ filters: 8, kernelSize: 2, strides: 2 }).outputShape([null, 4, 5, 6, 1]) // => [null, 8, 10, 12, 8]
 */
export class Conv3DTranspose extends TransposedLayer<Triple> {
  readonly className: string = 'Conv3DTranspose';

  constructor(options: Conv3DTransposeOptions) {
    super('Conv3DTranspose', 3, options);
  }
}

export { Conv3DTranspose as Convolution3DTranspose };
