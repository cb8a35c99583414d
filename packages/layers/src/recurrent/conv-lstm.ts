import type { OptionDefaults, OwnOptions, Tensor } from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import type { AxisCount, PerAxis } from '../spatial/per-axis.ts';
import { withPerAxis } from '../spatial/per-axis.ts';
import type { ConvLSTMCellOptions } from './conv-lstm-cell.ts';
import { ConvLSTMCell, convLstmCellDefaults, perAxisOptions } from './conv-lstm-cell.ts';
import { pickOptions } from './gate-options.ts';
import type { RecurrentOptions } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentDefaults } from './recurrent-layer.ts';

/** Options of recurrent layers with convolutions. */
export interface ConvLSTMOptions<Sizes extends PerAxis = PerAxis>
  extends RecurrentOptions,
    ConvLSTMCellOptions<Sizes>,
    ActivityPenaltyOptions {}

const defaultsFor = (axes: AxisCount): OptionDefaults<OwnOptions<ConvLSTMOptions>> => ({
  ...recurrentDefaults,
  ...convLstmCellDefaults(axes),
  activityRegularizer: null,
});

/** An LSTM with convolutions over one, two or three spatial axes. */
export abstract class ConvLSTM<State extends boolean> extends RecurrentLayer<
  ConvLSTMOptions,
  State,
  readonly [Tensor, Tensor]
> {
  readonly cell: ConvLSTMCell;
  readonly #axes: AxisCount;

  /** @param where - Keras's name of the class. */
  constructor(where: string, axes: AxisCount, options: ConvLSTMOptions) {
    super(where, withPerAxis(options, perAxisOptions, axes), defaultsFor(axes));
    this.#axes = axes;
    const own = pickOptions(this.config, convLstmCellDefaults(axes));
    const { trainable } = this.config;
    this.cell = new ConvLSTMCell(axes, { ...own, name: 'conv_lstm_cell', trainable }, where);
  }

  protected override get rank(): { readonly exactly: number } {
    return { exactly: this.#axes + 3 };
  }

  /** The cell knows where the channels are. */
  protected override acceptsShape(): boolean {
    return true;
  }
}
