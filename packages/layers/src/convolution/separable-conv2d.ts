import type { Pair } from '../spatial/per-axis.ts';
import type { SeparableLayerOptions } from './separable-layer.ts';
import { SeparableLayer } from './separable-layer.ts';

export interface SeparableConv2DOptions extends SeparableLayerOptions<Pair> {}

/**
 * Filters each channel of images by itself, then mixes the channels at each place:
 * `y = activation(depthwise(x) · pointwiseKernel + bias)`.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, newHeight, newWidth, filters]`, or with the filters first
 * @weights depthwise_kernel `[kernelHeight, kernelWidth, channels, depthMultiplier]`; pointwise_kernel
 * `[1, 1, channels · depthMultiplier, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the input.
 * @source Chollet 2017 (Xception); defaults as Keras 3 `SeparableConv2D`.
 * @example
 * new SeparableConv2D({ filters: 8, kernelSize: 3 }).outputShape([null, 28, 28, 4]) // => [null, 26, 26, 8]
 */
export class SeparableConv2D extends SeparableLayer<Pair> {
  readonly className: string = 'SeparableConv2D';

  constructor(options: SeparableConv2DOptions) {
    super('SeparableConv2D', 2, options);
  }
}

export { SeparableConv2D as SeparableConvolution2D };
