import type { OptimizerOptions, Tensor, UpdateInputs, UpdateResult } from '@myelin/core';
import {
  add,
  div,
  maximum,
  mul,
  Optimizer,
  pow,
  requireBoolean,
  requireNumber,
  sqrt,
  square,
  sub,
} from '@myelin/core';
import { movingAverage } from './moving-average.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Step size, at least 0. @defaultValue `0.001` */
  readonly learningRate?: number;
  /** Share in [0, 1) of the old average of gradients in the new one. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Share in [0, 1) of the old average of squared gradients in the new one. @defaultValue `0.999` */
  readonly beta2?: number;
  /** Small number beside the root, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
  /** Divide by the largest average of squared gradients so far. @defaultValue `false` */
  readonly amsgrad?: boolean;
}

export interface AdamSlots {
  /** Moving average of the gradient. */
  readonly momentum: Tensor;
  /** Moving average of the squared gradient. */
  readonly velocity: Tensor;
  /** Largest `velocity` so far; there only with amsgrad. */
  readonly velocity_hat?: Tensor;
}

/**
 * Moving average of the gradient over that of its size, both freed of their start at zero:
 * `w ← w - α·m / (√v + ε)` with `m ← β₁·m + (1 - β₁)·g`, `v ← β₂·v + (1 - β₂)·g²`, `α = η·√(1 - β₂ᵗ) / (1 - β₁ᵗ)`.
 *
 * With `amsgrad`, the largest `v` so far takes the place of `v`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Kingma & Ba 2015, algorithm 1 in the faster form of section 2, so that `ε` is not corrected for the start
 * (as Keras 3 `Adam`; torch and tfjs correct it). Amsgrad: Reddi et al. 2018, on the uncorrected `v`.
 * @example
 * new Adam({ amsgrad: true }).slotNames // => ['momentum', 'velocity', 'velocity_hat']
 */
export class Adam extends Optimizer<AdamOptions, AdamSlots> {
  readonly className = 'Adam';
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #amsgrad: boolean;

  constructor(options: AdamOptions = {}) {
    super('Adam', options, {
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      amsgrad: false,
    });
    const { beta1, beta2, epsilon, amsgrad } = this.config;
    this.#beta1 = requireNumber('Adam', 'beta1', beta1, { min: 0, below: 1 });
    this.#beta2 = requireNumber('Adam', 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber('Adam', 'epsilon', epsilon, { min: 0 });
    this.#amsgrad = requireBoolean('Adam', 'amsgrad', amsgrad);
  }

  protected get slotGroups(): readonly (readonly string[])[] {
    return [['momentum', 'velocity'], ...(this.#amsgrad ? [['velocity_hat']] : [])];
  }

  protected override stepSize(learningRate: Tensor, updates: Tensor): Tensor {
    const correction1 = sub(1, pow(this.#beta1, updates));
    const correction2 = sub(1, pow(this.#beta2, updates));
    return div(mul(learningRate, sqrt(correction2)), correction1);
  }

  protected update(inputs: UpdateInputs<AdamSlots>): UpdateResult<AdamSlots> {
    const { value, gradient, slots, stepSize } = inputs;
    const momentum = movingAverage(slots.momentum, gradient, this.#beta1);
    const velocity = movingAverage(slots.velocity, square(gradient), this.#beta2);
    const largest = slots.velocity_hat && maximum(slots.velocity_hat, velocity);
    const size = add(sqrt(largest ?? velocity), this.#epsilon);
    return {
      value: sub(value, div(mul(momentum, stepSize), size)),
      slots: { momentum, velocity, ...(largest && { velocity_hat: largest }) },
    };
  }
}
