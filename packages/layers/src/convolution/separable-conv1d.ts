import type { Single } from '../spatial/per-axis.ts';
import type { SeparableLayerOptions } from './separable-layer.ts';
import { SeparableLayer } from './separable-layer.ts';

export interface SeparableConv1DOptions extends SeparableLayerOptions<Single> {}

/**
 * Filters each channel of sequences by itself, then mixes the channels at each place:
 * `y = activation(depthwise(x) · pointwiseKernel + bias)`.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, newLength, filters]`, or with the filters first
 * @weights depthwise_kernel `[kernelLength, channels, depthMultiplier]`; pointwise_kernel
 * `[1, channels · depthMultiplier, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or a window larger than the input.
 * @source Chollet 2017 (Xception); defaults as Keras 3 `SeparableConv1D`.
 * @example
 * new SeparableConv1D({ filters: 8, kernelSize: 3 }).outputShape([null, 20, 4]) // => [null, 18, 8]
 */
export class SeparableConv1D extends SeparableLayer<Single> {
  readonly className: string = 'SeparableConv1D';

  constructor(options: SeparableConv1DOptions) {
    super('SeparableConv1D', 1, options);
  }
}

export { SeparableConv1D as SeparableConvolution1D };
