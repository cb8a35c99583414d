import type { LayerConfig } from '@myelin/core';
import type { Triple } from '../spatial/per-axis.ts';
import type { ConvLSTMOptions } from './conv-lstm.ts';
import { ConvLSTM } from './conv-lstm.ts';

export interface ConvLSTM3DOptions extends ConvLSTMOptions<Triple> {}

/**
 * Long short-term memory over sequences of volumes: an LSTM whose matrix products are convolutions over depth, height and width.
 *
 * Steps that a mask leaves out keep the states and repeat the output before them.
 *
 * @shape input `[batch, time, depth, height, width, channels]`, or with `'channels_first'` the channels after the time axis
 * @shape output `[batch, newDepth, newHeight, newWidth, filters]`, with `returnSequences` with the time axis after the batch axis; with `returnState` a list: that, `h`, `c`
 * @weights kernel `[kernelDepth, kernelHeight, kernelWidth, channels, 4 · filters]`; recurrent_kernel, with `filters` in the place of the channels; bias
 * `[4 · filters]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 6, a size that is not known, or an initial state of another shape.
 * @source Shi et al. 2015, without the peepholes; defaults as Keras 3 `ConvLSTM3D`.
 * @example
 * new ConvLSTM3D({ filters: 8, kernelSize: 3 }).outputShape([null, 10, 9, 9, 9, 4]) // => [null, 7, 7, 7, 8]
 */
export class ConvLSTM3D<State extends boolean = false> extends ConvLSTM<State> {
  readonly className: string = 'ConvLSTM3D';
  declare readonly config: LayerConfig<ConvLSTM3DOptions>;

  constructor(options: ConvLSTM3DOptions & { readonly returnState?: State }) {
    super('ConvLSTM3D', 3, options);
  }
}
