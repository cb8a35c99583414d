import type {
  ActivationFunction,
  Initializer,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Tensor,
} from '@myelin/core';
import { activation, add, requireBoolean } from '@myelin/core';
import type { DropoutMasks } from './cell-dropout.ts';
import { ForgetBias } from './forget-bias.ts';
import type { ForgetBiasOptions, RecurrentActivationOptions, UnitOptions } from './gate-options.ts';
import { lstmStep } from './lstm-step.ts';
import type { CellValues, Stepper } from './vector-cell.ts';
import { gateProducts, unitDefaults, VectorCell } from './vector-cell.ts';

export interface LSTMCellOptions
  extends LayerOptions,
    UnitOptions,
    RecurrentActivationOptions,
    ForgetBiasOptions {}

export const lstmCellDefaults: OptionDefaults<OwnOptions<LSTMCellOptions>> = {
  ...unitDefaults,
  recurrentActivation: 'sigmoid',
  unitForgetBias: true,
};

/**
 * One step of {@link LSTM}: with `i, f, g, o` the quarters of `x · kernel + h · recurrentKernel + bias`,
 * `c' = σ(f) · c + σ(i) · tanh(g)` and `h' = σ(o) · tanh(c')`.
 *
 * @shape input `[batch, features]`, and the call option `states`: `[h, c]`, each `[batch, units]`
 * @shape output the list `[h', h', c']`
 * @weights kernel `[features, 4 · units]`; recurrent_kernel `[units, 4 · units]`; bias `[4 · units]`
 * @throws {@link ArgumentError} an option is out of its domain, or states are missing.
 * @throws {@link ShapeError} rank other than 2, or states of another shape.
 * @source Hochreiter & Schmidhuber 1997, Gers et al. 2000 (forget gate); defaults as Keras 3 `LSTMCell`.
 * @example
 * new LSTMCell({ units: 2 }).outputShape([null, 3]) // => [[null, 2], [null, 2], [null, 2]]
 */
export class LSTMCell extends VectorCell<LSTMCellOptions> {
  readonly className: string = 'LSTMCell';
  protected readonly stateCount = 2;
  readonly #recurrentActivation: ActivationFunction;

  /** @param where - For messages. @internal */
  constructor(options: LSTMCellOptions, where = 'LSTMCell') {
    super(where, 'LSTMCell', 4, options, lstmCellDefaults);
    const { config } = this;
    this.#recurrentActivation = activation(
      where,
      config.recurrentActivation,
      'recurrentActivation',
    );
    requireBoolean(where, 'unitForgetBias', config.unitForgetBias);
  }

  protected override biasStart(initializer: Initializer): Initializer {
    return this.config.unitForgetBias ? new ForgetBias(initializer) : initializer;
  }

  protected stepper({ recurrentKernel }: CellValues, masks: DropoutMasks): Stepper {
    const product = gateProducts(recurrentKernel, masks.state, 4);
    const activations = {
      activation: this.activation,
      recurrentActivation: this.#recurrentActivation,
    };
    return (projected, [h, c]) =>
      lstmStep(add(projected, product(h as Tensor)), c as Tensor, activations);
  }
}
