import type { Padding } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';
import type { ConvolutionLayerOptions } from './convolution-layer.ts';
import { ConvolutionLayer } from './convolution-layer.ts';

export interface Conv2DOptions extends ConvolutionLayerOptions<Pair, Padding> {}

/**
 * Slides windows over images: `y[i, j] = activation(Σ x[i + a, j + b] · kernel[a, b] + bias)`.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, newHeight, newWidth, filters]`, or with the filters first
 * @weights kernel `[kernelHeight, kernelWidth, channels / groups, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 4, channels not divisible by `groups`, or a window larger than the image.
 * @source LeCun et al. 1989; defaults as Keras 3 `Conv2D`.
 * @example
 * new Conv2D({ filters: 8, kernelSize: 3 }).outputShape([null, 28, 28, 1]) // => [null, 26, 26, 8]
 */
export class Conv2D extends ConvolutionLayer<Pair, Padding> {
  readonly className: string = 'Conv2D';

  constructor(options: Conv2DOptions) {
    super('Conv2D', 2, options);
  }
}

export { Conv2D as Convolution2D };
