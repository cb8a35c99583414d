import type { Pair } from '../spatial/per-axis.ts';
import type { TransposedLayerOptions } from './transposed-layer.ts';
import { TransposedLayer } from './transposed-layer.ts';

export interface Conv2DTransposeOptions extends TransposedLayerOptions<Pair> {}

/**
 * Adds kernels, times what the pixels hold, into a larger image: `y[i · stride + a, j · stride + b] += x[i, j] · kernel[a, b]`, then bias
 * and activation.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, newHeight, newWidth, filters]`, or with the filters first
 * @weights kernel `[kernelHeight, kernelWidth, filters, channels]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, strides and dilation are both above 1, or `outputPadding`
 * is not less than the strides.
 * @throws {@link ShapeError} rank other than 4.
 * @source Zeiler et al. 2010; defaults as Keras 3 `Conv2DTranspose`.
 * @example
 * new Conv2DTranspose({ filters: 8, kernelSize: 3, strides: 2, padding: 'same' }).outputShape([null, 7, 7, 4]) // => [null, 14, 14, 8]
 */
export class Conv2DTranspose extends TransposedLayer<Pair> {
  readonly className: string = 'Conv2DTranspose';

  constructor(options: Conv2DTransposeOptions) {
    super('Conv2DTranspose', 2, options);
  }
}

export { Conv2DTranspose as Convolution2DTranspose };
