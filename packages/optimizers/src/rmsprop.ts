import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
} from '@myelin/core';
import {
  add,
  div,
  mul,
  requireBoolean,
  requireNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';
import { weightedSum } from './moving-average.ts';

export interface RMSpropOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1] of the old average in the new one. @defaultValue `0.9` */
  readonly rho?: number;
  /** Share in [0, 1] of the last move that is repeated. @defaultValue `0` */
  readonly momentum?: number;
  /** Small number under the root, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
  /** Divide by the standard deviation of the gradient, not by its root mean square. @defaultValue `false` */
  readonly centered?: boolean;
}

export interface RMSpropSlots {
  /** Moving average of the squared gradient. */
  readonly velocity: Tensor;
  /** The last move; there only with momentum. */
  readonly momentum?: Tensor;
  /** Moving average of the gradient; there only if centered. */
  readonly average_gradient?: Tensor;
}

/**
 * Gradient over its moving root mean square: `v ← ρ·v + (1 - ρ)·g²`, then `w ← w - η·g / √(v + ε)`.
 *
 * Centered, with `a ← ρ·a + (1 - ρ)·g`, the root is that of `v - a² + ε`. With momentum `μ`, `η·g / √…` is added to
 * `m ← μ·m`, and `w ← w - m`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Hinton 2012, lecture 6e; centered: Graves 2013, equations 38 to 45. `ε` under the root, as Keras 3 `RMSprop`.
 * @example
 * new RMSprop().slotLabels([{ path: 'kernel', shape: [2, 3] }]) // => ['velocity of kernel']
 */
export class RMSprop extends WeightwiseOptimizer<RMSpropOptions, RMSpropSlots> {
  readonly className = 'RMSprop';
  readonly #rho: number;
  readonly #momentum: number;
  readonly #epsilon: number;
  readonly #centered: boolean;

  constructor(options: RMSpropOptions = {}) {
    super('RMSprop', options, {
      learningRate: 0.001,
      rho: 0.9,
      momentum: 0,
      epsilon: 1e-7,
      centered: false,
    });
    const { rho, momentum, epsilon, centered } = this.config;
    this.#rho = requireNumber('RMSprop', 'rho', rho, { min: 0, max: 1 });
    this.#momentum = requireNumber('RMSprop', 'momentum', momentum, { min: 0, max: 1 });
    this.#epsilon = requireNumber('RMSprop', 'epsilon', epsilon, { min: 0 });
    this.#centered = requireBoolean('RMSprop', 'centered', centered);
  }

  protected get slotGroups(): readonly SlotGroup[] {
    return [
      { perWeight: ['velocity'] },
      ...(this.#momentum === 0 ? [] : [{ perWeight: ['momentum'] }]),
      ...(this.#centered ? [{ perWeight: ['average_gradient'] }] : []),
    ];
  }

  protected update(inputs: UpdateInputs<RMSpropSlots>): UpdateResult<RMSpropSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const velocity = weightedSum(slots.velocity, square(gradient), this.#rho);
    const average =
      slots.average_gradient && weightedSum(slots.average_gradient, gradient, this.#rho);
    const variance = average ? sub(velocity, square(average)) : velocity;
    const increment = div(mul(gradient, learningRate), sqrt(add(variance, this.#epsilon)));
    const momentum = slots.momentum && add(mul(slots.momentum, this.#momentum), increment);
    return {
      value: sub(value, momentum ?? increment),
      slots: {
        velocity,
        ...(momentum && { momentum }),
        ...(average && { average_gradient: average }),
      },
    };
  }
}
