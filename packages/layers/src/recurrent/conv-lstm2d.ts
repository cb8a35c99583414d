import type { LayerConfig } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';
import type { ConvLSTMOptions } from './conv-lstm.ts';
import { ConvLSTM } from './conv-lstm.ts';

export interface ConvLSTM2DOptions extends ConvLSTMOptions<Pair> {}

/**
 * Long short-term memory over videos: an LSTM whose matrix products are convolutions over height and width.
 *
 * Steps that a mask leaves out keep the states and repeat the output before them.
 *
 * @shape input `[batch, time, height, width, channels]`, or with `'channels_first'` the channels after the time axis
 * @shape output `[batch, newHeight, newWidth, filters]`, with `returnSequences` with the time axis after the batch axis; with `returnState` a list: that, `h`, `c`
 * @weights kernel `[kernelHeight, kernelWidth, channels, 4 · filters]`; recurrent_kernel, with `filters` in the place of the channels; bias
 * `[4 · filters]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain, or strides and dilation are both above 1.
 * @throws {@link ShapeError} rank other than 5, a size that is not known, or an initial state of another shape.
 * @source Shi et al. 2015, without the peepholes; defaults as Keras 3 `ConvLSTM2D`.
 * @example
 * new ConvLSTM2D({ filters: 8, kernelSize: 3 }).outputShape([null, 10, 20, 20, 4]) // => [null, 18, 18, 8]
 */
export class ConvLSTM2D<State extends boolean = false> extends ConvLSTM<State> {
  readonly className: string = 'ConvLSTM2D';
  declare readonly config: LayerConfig<ConvLSTM2DOptions>;

  constructor(options: ConvLSTM2DOptions & { readonly returnState?: State }) {
    super('ConvLSTM2D', 2, options);
  }
}
