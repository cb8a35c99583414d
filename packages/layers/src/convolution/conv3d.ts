import type { Padding } from '@myelin/core';
import type { Triple } from '../spatial/per-axis.ts';
import type { ConvolutionLayerOptions } from './convolution-layer.ts';
import { ConvolutionLayer } from './convolution-layer.ts';

export interface Conv3DOptions extends ConvolutionLayerOptions<Triple, Padding> {}

/**
 * Slides windows over volumes: `y[i, j, k] = activation(Σ x[i + a, j + b, k + c] · kernel[a, b, c] + bias)`.
 *
 * @shape input `[batch, depth, height, width, channels]`, or with the channels second with `'channels_first'`
 * @shape output `[batch, newDepth, newHeight, newWidth, filters]`, or with the filters second
 * @weights kernel `[kernelDepth, kernelHeight, kernelWidth, channels / groups, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 5, channels not divisible by `groups`, or a window larger than the volume.
 * @source Defaults as Keras 3 `Conv3D`.
 * @example
 * new Conv3D({ filters: 8, kernelSize: 3 }).outputShape([null, 9, 9, 9, 1]) // => [null, 7, 7, 7, 8]
 */
export class Conv3D extends ConvolutionLayer<Triple, Padding> {
  readonly className: string = 'Conv3D';

  constructor(options: Conv3DOptions) {
    super('Conv3D', 3, options);
  }
}

export { Conv3D as Convolution3D };
