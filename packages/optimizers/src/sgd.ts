import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
} from '@myelin/core';
import { add, mul, requireBoolean, requireNumber, sub, WeightwiseOptimizer } from '@myelin/core';

export interface SGDOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.01` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1] of the last move that is repeated. @defaultValue `0` */
  readonly momentum?: number;
  /** Whether the gradient is followed from where the momentum leads. @defaultValue `false` */
  readonly nesterov?: boolean;
}

export interface SGDSlots {
  /** The last move; there only with momentum. */
  readonly momentum?: Tensor;
}

/**
 * Gradient descent: `w ← w - η·g`.
 *
 * With momentum `μ`: `m ← μ·m - η·g`, then `w ← w + m`, or `w ← w + μ·m - η·g` with `nesterov`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Sutskever et al. 2013, equations 1 to 4, with `μ·m - η·g` in place of their velocity (as Keras 3 `SGD`).
 * @example
 * new SGD({ momentum: 0.9 }).slotLabels([{ path: 'kernel', shape: [2, 3] }]) // => ['momentum of kernel']
 */
export class SGD extends WeightwiseOptimizer<SGDOptions, SGDSlots> {
  readonly className = 'SGD';
  readonly #momentum: number;
  readonly #nesterov: boolean;

  constructor(options: SGDOptions = {}) {
    super('SGD', options, { learningRate: 0.01, momentum: 0, nesterov: false });
    const { momentum, nesterov } = this.config;
    this.#momentum = requireNumber('SGD', 'momentum', momentum, { min: 0, max: 1 });
    this.#nesterov = requireBoolean('SGD', 'nesterov', nesterov);
  }

  protected get slotGroups(): readonly SlotGroup[] {
    return this.#momentum === 0 ? [] : [{ perWeight: ['momentum'] }];
  }

  protected update(inputs: UpdateInputs<SGDSlots>): UpdateResult<SGDSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const descent = mul(gradient, learningRate);
    if (!slots.momentum) return { value: sub(value, descent), slots };
    const momentum = sub(mul(slots.momentum, this.#momentum), descent);
    const move = this.#nesterov ? sub(mul(momentum, this.#momentum), descent) : momentum;
    return { value: add(value, move), slots: { momentum } };
  }
}
