import type { Single } from '../spatial/per-axis.ts';
import type { DepthwiseConvOptions } from './depthwise-conv-layer.ts';
import { DepthwiseConvLayer } from './depthwise-conv-layer.ts';

export interface DepthwiseConv1DOptions extends DepthwiseConvOptions<Single> {}

/**
 * Slides filters over sequences, each channel having its own: `y[i, c · m + k] = activation(Σ x[i + a, c] · kernel[a, c, k] + bias)`.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, newLength, channels · depthMultiplier]`, or with the channels first
 * @weights kernel `[kernelLength, channels, depthMultiplier]`; bias `[channels · depthMultiplier]`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or a window larger than the input.
 * @source Sifre 2014; defaults as Keras 3 `DepthwiseConv1D`.
 * @example
 * new DepthwiseConv1D({ kernelSize: 3 }).outputShape([null, 20, 4]) // => [null, 18, 4]
 */
export class DepthwiseConv1D extends DepthwiseConvLayer<Single> {
  readonly className: string = 'DepthwiseConv1D';

  constructor(options: DepthwiseConv1DOptions) {
    super('DepthwiseConv1D', 1, options);
  }
}
