import type { Single } from '../spatial/per-axis.ts';
import type { TransposedLayerOptions } from './transposed-layer.ts';
import { TransposedLayer } from './transposed-layer.ts';

export interface Conv1DTransposeOptions extends TransposedLayerOptions<Single> {}

/**
 * Adds kernels, times what the sequence holds, into a longer one: `y[i · stride + a] += x[i] · kernel[a]`, then bias and activation.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, newLength, filters]`, or with the filters first
 * @weights kernel `[kernelLength, filters, channels]`; bias `[filters]`
 * @throws {@link ArgumentError} an option is out of its domain, strides and dilation are both above 1, or `outputPadding`
 * is not less than the strides.
 * @throws {@link ShapeError} rank other than 3.
 * @source Zeiler et al. 2010; defaults as Keras 3 `Conv1DTranspose`.
 * @example
 * new Conv1DTranspose({ filters: 8, kernelSize: 3, strides: 2 }).outputShape([null, 10, 4]) // => [null, 21, 8]
 */
export class Conv1DTranspose extends TransposedLayer<Single> {
  readonly className: string = 'Conv1DTranspose';

  constructor(options: Conv1DTransposeOptions) {
    super('Conv1DTranspose', 1, options);
  }
}

export { Conv1DTranspose as Convolution1DTranspose };
