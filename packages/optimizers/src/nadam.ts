import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  SlotRecord,
  Tensor,
  UpdateInputs,
  UpdateResult,
  UpdateStep,
} from '@myelin/core';
import {
  add,
  div,
  mul,
  pow,
  requireNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';
import { startCorrection } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';

export interface NadamOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1) of the old average of gradients in the new one. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Share in [0, 1) of the old average of squared gradients in the new one. @defaultValue `0.999` */
  readonly beta2?: number;
  /** Small number beside the root, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
}

export interface NadamSlots {
  /** Moving average of the gradient. */
  readonly momentum: Tensor;
  /** Moving average of the squared gradient. */
  readonly velocity: Tensor;
}

/** Scalars of one update. */
interface NadamStep {
  /** Factor of the momentum, which the next step would take. */
  readonly ahead: Tensor;
  /** Factor of the gradient. */
  readonly now: Tensor;
  /** `1 - β₂ᵗ` */
  readonly correction: Tensor;
}

/** Slot that holds the product of the momentum's shares of all updates so far. */
const productSlot = 'u_product';

/**
 * Adam that looks ahead as Nesterov's momentum does: `w ← w - η·m̂ / (√v̂ + ε)` with
 * `m̂ = u₊·m / (1 - P·u₊) + (1 - u)·g / (1 - P)`, `v̂ = v / (1 - β₂ᵗ)`.
 *
 * `m` and `v` are those of {@link Adam}. The share of the momentum grows: `u = β₁·(1 - ½·0.96ᵗ)`, `u₊` is that of the
 * next update, and `P` is the product of all `u` so far.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Dozat 2016, algorithm 2 with the schedule of momentum of section 3 (as Keras 3 `Nadam`).
 * @example
 * new Nadam().slotLabels([{ path: 'b', shape: [3] }]) // => ['momentum of b', 'velocity of b', 'u_product of all weights']
 */
export class Nadam extends WeightwiseOptimizer<NadamOptions, NadamSlots, NadamStep> {
  readonly className = 'Nadam';
  protected readonly slotGroups: readonly SlotGroup[] = [
    { perWeight: ['momentum', 'velocity'] },
    { shared: [{ name: productSlot, first: 1 }] },
  ];
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  constructor(options: NadamOptions = {}) {
    super('Nadam', options, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    const { beta1, beta2, epsilon } = this.config;
    this.#beta1 = requireNumber('Nadam', 'beta1', beta1, { min: 0, below: 1 });
    this.#beta2 = requireNumber('Nadam', 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber('Nadam', 'epsilon', epsilon, { min: 0 });
  }

  protected override nextShared(shared: Readonly<SlotRecord>, { updates }: UpdateStep): SlotRecord {
    return { [productSlot]: mul(shared[productSlot] as Tensor, this.#share(updates)) };
  }

  protected override common(
    { learningRate, updates }: UpdateStep,
    shared: Readonly<SlotRecord>,
  ): NadamStep {
    const product = shared[productSlot] as Tensor;
    const next = this.#share(add(updates, 1));
    const rest = sub(1, this.#share(updates));
    return {
      ahead: div(mul(learningRate, next), sub(1, mul(product, next))),
      now: div(mul(learningRate, rest), sub(1, product)),
      correction: startCorrection(this.#beta2, updates),
    };
  }

  protected update(inputs: UpdateInputs<NadamSlots, NadamStep>): UpdateResult<NadamSlots> {
    const { value, gradient, slots } = inputs;
    const { ahead, now, correction } = inputs.common;
    const momentum = movingAverage(slots.momentum, gradient, this.#beta1);
    const velocity = movingAverage(slots.velocity, square(gradient), this.#beta2);
    const move = add(mul(momentum, ahead), mul(gradient, now));
    const size = add(sqrt(div(velocity, correction)), this.#epsilon);
    return { value: sub(value, div(move, size)), slots: { momentum, velocity } };
  }

  /** Share of the momentum in one update. */
  #share(update: Tensor): Tensor {
    return mul(sub(1, mul(pow(0.96, update), 0.5)), this.#beta1);
  }
}
