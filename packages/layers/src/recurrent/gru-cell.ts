import type {
  ActivationFunction,
  KnownShape,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Tensor,
} from '@myelin/core';
import { activation, add, matMul, mul, requireBoolean, slice, split, sub } from '@myelin/core';
import type { DropoutMasks } from './cell-dropout.ts';
import { dropped } from './cell-dropout.ts';
import type { RecurrentActivationOptions, UnitOptions } from './gate-options.ts';
import type { CellStep } from './recurrent-cell.ts';
import type { CellValues, Stepper } from './vector-cell.ts';
import { gateProducts, unitDefaults, VectorCell } from './vector-cell.ts';

export interface ResetOptions {
  /**
   * Whether the reset gate is applied to `h · recurrentKernel`, which then has a bias of its own, and not to `h`.
   * @defaultValue `true`
   */
  readonly resetAfter?: boolean;
}

export interface GRUCellOptions
  extends LayerOptions,
    UnitOptions,
    RecurrentActivationOptions,
    ResetOptions {}

export const gruCellDefaults: OptionDefaults<OwnOptions<GRUCellOptions>> = {
  ...unitDefaults,
  recurrentActivation: 'sigmoid',
  resetAfter: true,
};

/**
 * One step of {@link GRU}: with gates `z = σ(x · Wz + h · Uz + bz)` and `r = σ(x · Wr + h · Ur + br)`, and the candidate
 * `g = tanh(x · Wg + bg + r · (h · Ug + cg))`, or without `resetAfter` `g = tanh(x · Wg + bg + (r · h) · Ug)`,
 * `h' = z · h + (1 - z) · g`.
 *
 * @shape input `[batch, features]`, and the call option `states`: `[h]`, `[batch, units]`
 * @shape output the list `[h', h']`
 * @weights kernel `[features, 3 · units]`, the thirds in the order z, r, g; recurrent_kernel `[units, 3 · units]`; bias
 * `[2, 3 · units]` (of the input, of the state), or without `resetAfter` `[3 · units]`
 * @throws {@link ArgumentError} an option is out of its domain, or a state is missing.
 * @throws {@link ShapeError} rank other than 2, or a state of another shape.
 * @source Cho et al. 2014; `resetAfter` as in its first version; defaults as Keras 3 `GRUCell`.
 * @example
 * new GRUCell({ units: 2 }).outputShape([null, 3]) // => [[null, 2], [null, 2]]
 */
export class GRUCell extends VectorCell<GRUCellOptions> {
  readonly className: string = 'GRUCell';
  protected readonly stateCount = 1;
  readonly #recurrentActivation: ActivationFunction;

  /** @param where - For messages. @internal */
  constructor(options: GRUCellOptions, where = 'GRUCell') {
    super(where, 'GRUCell', 3, options, gruCellDefaults);
    const { config } = this;
    this.#recurrentActivation = activation(
      where,
      config.recurrentActivation,
      'recurrentActivation',
    );
    requireBoolean(where, 'resetAfter', config.resetAfter);
  }

  protected override biasShape(size: number): KnownShape {
    return this.config.resetAfter ? [2, size] : [size];
  }

  protected override inputBias({ bias }: CellValues): Tensor | undefined {
    return bias && this.config.resetAfter ? slice(bias, [0, 0], [1, -1]) : bias;
  }

  protected stepper(values: CellValues, { state }: DropoutMasks): Stepper {
    return this.config.resetAfter
      ? this.#resettingAfter(values, state)
      : this.#resettingBefore(values, state);
  }

  #resettingAfter({ recurrentKernel, bias }: CellValues, masks: readonly Tensor[]): Stepper {
    const product = gateProducts(recurrentKernel, masks, 3);
    const stateBias = bias && slice(bias, [1, 0], [1, -1]);
    return (projected, [before]) => {
      const h = before as Tensor;
      const sums = stateBias ? add(product(h), stateBias) : product(h);
      const [xz, xr, xg] = thirds(projected);
      const [hz, hr, hg] = thirds(sums);
      const r = this.#recurrentActivation(add(xr, hr));
      return this.#mixed(add(xz, hz), add(xg, mul(r, hg)), h);
    };
  }

  #resettingBefore({ recurrentKernel }: CellValues, masks: readonly Tensor[]): Stepper {
    const { units } = this;
    const gates = slice(recurrentKernel, [0, 0], [units, 2 * units]);
    const product = gateProducts(gates, masks.slice(0, 2), 2);
    const candidate = slice(recurrentKernel, [0, 2 * units], [units, units]);
    return (projected, [before]) => {
      const h = before as Tensor;
      const [xz, xr, xg] = thirds(projected);
      const [hz, hr] = split(product(h), 2, 1) as [Tensor, Tensor];
      const r = this.#recurrentActivation(add(xr, hr));
      const reset = mul(r, dropped(h, masks, 2));
      return this.#mixed(add(xz, hz), add(xg, matMul(reset, candidate)), h);
    };
  }

  /** `h' = z · h + (1 - z) · g`, from what the activations of `z` and `g` are taken of. */
  #mixed(zSum: Tensor, gSum: Tensor, h: Tensor): CellStep {
    const z = this.#recurrentActivation(zSum);
    const output = add(mul(z, h), mul(sub(1, z), this.activation(gSum)));
    return { output, states: [output] };
  }
}

const thirds = (x: Tensor): [Tensor, Tensor, Tensor] => split(x, 3, 1) as [Tensor, Tensor, Tensor];
