import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
} from '@myelin/core';
import { add, div, mul, requireNumber, sqrt, square, sub, WeightwiseOptimizer } from '@myelin/core';
import { weightedSum } from './moving-average.ts';

export interface AdadeltaOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. The paper has 1. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1] of the old average in the new one. @defaultValue `0.95` */
  readonly rho?: number;
  /** Small number under the roots, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
}

export interface AdadeltaSlots {
  /** Moving average of the squared gradient. */
  readonly accumulated_grad: Tensor;
  /** Moving average of the squared move. */
  readonly accumulated_delta_var: Tensor;
}

/**
 * Moves as large as the last ones, in the direction of the gradient: `w ← w - η·d` with `a ← ρ·a + (1 - ρ)·g²`,
 * `d = g·√(b + ε) / √(a + ε)`, and then `b ← ρ·b + (1 - ρ)·d²`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Zeiler 2012, algorithm 1, where the learning rate is 1.
 * @example
 * new Adadelta().config.rho // => 0.95
 */
export class Adadelta extends WeightwiseOptimizer<AdadeltaOptions, AdadeltaSlots> {
  readonly className = 'Adadelta';
  protected readonly slotGroups: readonly SlotGroup[] = [
    { perWeight: ['accumulated_grad', 'accumulated_delta_var'] },
  ];
  readonly #rho: number;
  readonly #epsilon: number;

  constructor(options: AdadeltaOptions = {}) {
    super('Adadelta', options, { learningRate: 0.001, rho: 0.95, epsilon: 1e-7 });
    const { rho, epsilon } = this.config;
    this.#rho = requireNumber('Adadelta', 'rho', rho, { min: 0, max: 1 });
    this.#epsilon = requireNumber('Adadelta', 'epsilon', epsilon, { min: 0 });
  }

  protected update(inputs: UpdateInputs<AdadeltaSlots>): UpdateResult<AdadeltaSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const { accumulated_grad: gradients, accumulated_delta_var: moves } = slots;
    const size = weightedSum(gradients, square(gradient), this.#rho);
    const move = div(mul(this.#root(moves), gradient), this.#root(size));
    return {
      value: sub(value, mul(move, learningRate)),
      slots: {
        accumulated_grad: size,
        accumulated_delta_var: weightedSum(moves, square(move), this.#rho),
      },
    };
  }

  #root(x: Tensor): Tensor {
    return sqrt(add(x, this.#epsilon));
  }
}
