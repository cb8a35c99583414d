import type { LayerConfig } from '@myelin/core';
import type { Single } from '../spatial/per-axis.ts';
import type { ConvLSTMOptions } from './conv-lstm.ts';
import { ConvLSTM } from './conv-lstm.ts';

export interface ConvLSTM1DOptions extends ConvLSTMOptions<Single> {}

/**
 * Long short-term memory over sequences of sequences: an LSTM whose matrix products are convolutions over length.
 *
 * Steps that a mask leaves out keep the states and repeat the output before them.
 *
 * @shape input `[batch, time, length, channels]`, or with `'channels_first'` the channels after the time axis
 * @shape output `[batch, newLength, filters]`, with `returnSequences` with the time axis after the batch axis; with `returnState` a list: that, `h`, `c`
 * @weights kernel `[kernelLength, channels, 4 · filters]`; recurrent_kernel, with `filters` in the place of the channels; bias
 * `[4 · filters]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 4, a size that is not known, or an initial state of another shape.
 * @source Shi et al. 2015, without the peepholes; defaults as Keras 3 `ConvLSTM1D`.
 * @example
 * new ConvLSTM1D({ filters: 8, kernelSize: 3 }).outputShape([null, 10, 20, 4]) // => [null, 18, 8]
 */
export class ConvLSTM1D<State extends boolean = false> extends ConvLSTM<State> {
  readonly className: string = 'ConvLSTM1D';
  declare readonly config: LayerConfig<ConvLSTM1DOptions>;

  constructor(options: ConvLSTM1DOptions & { readonly returnState?: State }) {
    super('ConvLSTM1D', 1, options);
  }
}
