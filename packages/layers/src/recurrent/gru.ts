import type { OptionDefaults, OwnOptions, Tensor } from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import type { RecurrentActivationOptions, UnitOptions } from './gate-options.ts';
import { pickOptions } from './gate-options.ts';
import type { ResetOptions } from './gru-cell.ts';
import { GRUCell, gruCellDefaults } from './gru-cell.ts';
import type { RecurrentOptions } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentDefaults } from './recurrent-layer.ts';

export interface GRUOptions
  extends RecurrentOptions,
    UnitOptions,
    RecurrentActivationOptions,
    ResetOptions,
    ActivityPenaltyOptions {}

const defaults: OptionDefaults<OwnOptions<GRUOptions>> = {
  ...recurrentDefaults,
  ...gruCellDefaults,
  activityRegularizer: null,
};

/**
 * Gated recurrent unit over a sequence: a {@link GRUCell} step by step, whose state `h` is the output.
 *
 * Steps that a mask leaves out keep the state and repeat the output before them.
 *
 * @shape input `[batch, time, features]`
 * @shape output `[batch, units]`, with `returnSequences` `[batch, time, units]`; with `returnState` a list: that, `h`
 * @weights kernel `[features, 3 · units]`, the thirds in the order update, reset, candidate; recurrent_kernel `[units, 3 · units]`;
 * bias `[2, 3 · units]` (of the input, of the state), or without `resetAfter` `[3 · units]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or an initial state of another shape.
 * @source Cho et al. 2014; defaults as Keras 3 `GRU`. Dropout as in Gal & Ghahramani 2016: one mask for all steps.
 * @example
 * new GRU({ units: 8 }).outputShape([null, 20, 3]) // => [null, 8]
 */
export class GRU<State extends boolean = false> extends RecurrentLayer<
  GRUOptions,
  State,
  readonly [Tensor]
> {
  readonly className: string = 'GRU';
  readonly cell: GRUCell;

  constructor(options: GRUOptions & { readonly returnState?: State }) {
    super('GRU', options, defaults);
    const { trainable } = this.config;
    const own = pickOptions(this.config, gruCellDefaults);
    this.cell = new GRUCell({ ...own, name: 'gru_cell', trainable }, 'GRU');
  }
}
