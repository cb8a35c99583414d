import type { Pair } from '../spatial/per-axis.ts';
import type { DepthwiseConvOptions } from './depthwise-conv-layer.ts';
import { DepthwiseConvLayer } from './depthwise-conv-layer.ts';

export interface DepthwiseConv2DOptions extends DepthwiseConvOptions<Pair> {}

/**
 * Slides filters over images, each channel having its own: `y[i, j, c · m + k] = activation(Σ x[i + a, j + b, c] · kernel[a, b, c, k] + bias)`.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, newHeight, newWidth, channels · depthMultiplier]`, or with the channels first
 * @weights kernel `[kernelHeight, kernelWidth, channels, depthMultiplier]`; bias `[channels · depthMultiplier]`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the input.
 * @source Sifre 2014; defaults as Keras 3 `DepthwiseConv2D`.
 * @example
 * new DepthwiseConv2D({ kernelSize: 3, depthMultiplier: 2 }).outputShape([null, 28, 28, 4]) // => [null, 26, 26, 8]
 */
export class DepthwiseConv2D extends DepthwiseConvLayer<Pair> {
  readonly className: string = 'DepthwiseConv2D';

  constructor(options: DepthwiseConv2DOptions) {
    super('DepthwiseConv2D', 2, options);
  }
}
