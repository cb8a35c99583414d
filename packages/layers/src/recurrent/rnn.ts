import type { OptionDefaults, OwnOptions } from '@myelin/core';
import { required } from '@myelin/core';
import type { AnyCell } from './any-cell.ts';
import { requireCell } from './any-cell.ts';
import type { RecurrentOptions } from './recurrent-layer.ts';
import { RecurrentLayer, recurrentDefaults } from './recurrent-layer.ts';
import { StackedRNNCells } from './stacked-rnn-cells.ts';

export interface RNNOptions extends RecurrentOptions {
  /** What is computed in each time step. A list is short for {@link StackedRNNCells}. */
  readonly cell: AnyCell | readonly AnyCell[];
}

const defaults: OptionDefaults<OwnOptions<RNNOptions>> = { ...recurrentDefaults, cell: required };

/**
 * Runs a cell over sequences: `output(t), states(t) = cell(x(t), states(t-1))`.
 *
 * Steps that a mask leaves out keep the states and repeat the output before them.
 *
 * @shape input `[batch, time, ...]`
 * @shape output that of the cell; with `returnSequences` with the time axis after the batch axis; with `returnState` a list:
 * that, and the states
 * @weights those of the cell
 * @throws {@link ArgumentError} an option is out of its domain, or `cell` is no cell.
 * @throws {@link ShapeError} rank below 3, what the cell cannot take, or an initial state of another shape.
 * @source Defaults as Keras 3 `RNN`.
 * @see {@link RecurrentCell} for cells of your own.
 * @example
 * new RNN({ cell: [new LSTMCell({ units: 8 }), new GRUCell({ units: 4 })] }).outputShape([null, 20, 3]) // => [null, 4]
 */
export class RNN<State extends boolean = false> extends RecurrentLayer<RNNOptions, State> {
  readonly className: string = 'RNN';
  readonly cell: AnyCell;

  constructor(options: RNNOptions & { readonly returnState?: State }) {
    super('RNN', withOneCell(options), defaults);
    this.cell = requireCell('RNN', 'cell', this.config.cell);
  }

  protected override get rank(): { readonly min: number } {
    return { min: 3 };
  }

  /** The cell knows what it was built for. */
  protected override acceptsShape(): boolean {
    return true;
  }
}

function withOneCell(options: RNNOptions): RNNOptions {
  const cells = options?.cell;
  return Array.isArray(cells) ? { ...options, cell: new StackedRNNCells({ cells }) } : options;
}
