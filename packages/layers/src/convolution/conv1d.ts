import type { Single } from '../spatial/per-axis.ts';
import type { SequencePadding } from '../spatial/sliding-windows.ts';
import type { ConvolutionLayerOptions } from './convolution-layer.ts';
import { ConvolutionLayer } from './convolution-layer.ts';

export interface Conv1DOptions extends ConvolutionLayerOptions<Single, SequencePadding> {}

/**
 * Slides windows over sequences: `y[i] = activation(Σ x[i + a] · kernel[a] + bias)`.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, newLength, filters]`, or with the filters first
 * @weights kernel `[kernelLength, channels / groups, filters]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 3, channels not divisible by `groups`, or a window longer than the sequence.
 * @source Defaults as Keras 3 `Conv1D`; causal padding as in van den Oord et al. 2016 (WaveNet).
 * @example
 * new Conv1D({ filters: 8, kernelSize: 3 }).outputShape([null, 20, 4]) // => [null, 18, 8]
 */
export class Conv1D extends ConvolutionLayer<Single, SequencePadding> {
  readonly className: string = 'Conv1D';

  constructor(options: Conv1DOptions) {
    super('Conv1D', 1, options);
  }
}

export { Conv1D as Convolution1D };
