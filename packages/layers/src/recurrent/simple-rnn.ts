import type { JsonRecord, OptionDefaults, OwnOptions, Tensor } from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import type { UnitOptions } from './gate-options.ts';
import { pickOptions } from './gate-options.ts';
import type { RecurrentOptions } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentDefaults } from './recurrent-layer.ts';
import { SimpleRNNCell } from './simple-rnn-cell.ts';
import { unitDefaults } from './vector-cell.ts';

export interface SimpleRNNOptions extends RecurrentOptions, UnitOptions, ActivityPenaltyOptions {}

const defaults: OptionDefaults<OwnOptions<SimpleRNNOptions>> = {
  ...recurrentDefaults,
  ...unitDefaults,
  activityRegularizer: null,
};

/**
 * Recurrent layer without gates: `h(t) = activation(x(t) · kernel + h(t-1) · recurrentKernel + bias)`.
 *
 * Steps that a mask leaves out keep the state and repeat the output before them.
 *
 * @shape input `[batch, time, features]`
 * @shape output `[batch, units]`, with `returnSequences` `[batch, time, units]`; with `returnState` a list: that, `h`
 * @weights kernel `[features, units]`; recurrent_kernel `[units, units]`; bias `[units]`, all under the name of the cell
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or an initial state of another shape.
 * @source Elman 1990; defaults as Keras 3 `SimpleRNN`, which takes `activityRegularizer` and forgets it; here it counts.
 * @example
 * new SimpleRNN({ units: 8 }).outputShape([null, 20, 3]) // => [null, 8]
 */
export class SimpleRNN<State extends boolean = false> extends RecurrentLayer<
  SimpleRNNOptions,
  State,
  readonly [Tensor]
> {
  readonly className: string = 'SimpleRNN';
  readonly cell: SimpleRNNCell;

  constructor(options: SimpleRNNOptions & { readonly returnState?: State }) {
    super('SimpleRNN', options, defaults);
    const { trainable } = this.config;
    const own = pickOptions(this.config, unitDefaults);
    this.cell = new SimpleRNNCell({ ...own, name: 'simple_rnn_cell', trainable }, 'SimpleRNN');
  }

  /** Keras does not write the seed of this layer. */
  override toKeras(usual: () => JsonRecord): JsonRecord {
    const { seed = null, ...rest } = super.toKeras(usual);
    return seed === null ? rest : { ...rest, seed };
  }
}
