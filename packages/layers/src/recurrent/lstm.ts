import type { LayerConfig, OptionDefaults, OwnOptions, Tensor } from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import type { ForgetBiasOptions, RecurrentActivationOptions, UnitOptions } from './gate-options.ts';
import { pickOptions } from './gate-options.ts';
import { LSTMCell, lstmCellDefaults } from './lstm-cell.ts';
import type { RecurrentOptions } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentDefaults } from './recurrent-layer.ts';

export interface LSTMOptions
  extends RecurrentOptions,
    UnitOptions,
    RecurrentActivationOptions,
    ForgetBiasOptions,
    ActivityPenaltyOptions {}

const defaults: OptionDefaults<OwnOptions<LSTMOptions>> = {
  ...recurrentDefaults,
  ...lstmCellDefaults,
  activityRegularizer: null,
};

/**
 * Long short-term memory over a sequence: an {@link LSTMCell} step by step, with states `h` (the output) and `c` (the memory).
 *
 * Steps that a mask leaves out keep the states and repeat the output before them.
 *
 * @shape input `[batch, time, features]`
 * @shape output `[batch, units]`, with `returnSequences` `[batch, time, units]`; with `returnState` a list: that, `h`, `c`
 * @weights kernel `[features, 4 · units]`, the quarters in the order input, forget, candidate, output; recurrent_kernel
 * `[units, 4 · units]`; bias `[4 · units]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or an initial state of another shape.
 * @source Hochreiter & Schmidhuber 1997; defaults as Keras 3 `LSTM`. Dropout as in Gal & Ghahramani 2016: one mask for all steps.
 * @example
 * new LSTM({ units: 8, returnSequences: true }).outputShape([null, 20, 3]) // => [null, 20, 8]
 */
export class LSTM<State extends boolean = false> extends RecurrentLayer<
  LSTMOptions,
  State,
  readonly [Tensor, Tensor]
> {
  readonly className: string = 'LSTM';
  readonly cell: LSTMCell;

  constructor(options: LSTMOptions & { readonly returnState?: State }) {
    super('LSTM', options, defaults);
    const { trainable } = this.config as LayerConfig<LSTMOptions>;
    const own = pickOptions(this.config, lstmCellDefaults);
    this.cell = new LSTMCell({ ...own, name: 'lstm_cell', trainable }, 'LSTM');
  }
}
