import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
  UpdateStep,
} from '@myelin/core';
import { abs, add, div, maximum, mul, requireNumber, sub, WeightwiseOptimizer } from '@myelin/core';
import { startCorrection } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';

export interface AdamaxOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1) of the old average of gradients in the new one. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Factor in [0, 1) by which the largest size so far shrinks in each step. @defaultValue `0.999` */
  readonly beta2?: number;
  /** Small number beside the size, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
}

export interface AdamaxSlots {
  /** Moving average of the gradient. */
  readonly momentum: Tensor;
  /** Largest size of the gradient, where older ones count less. */
  readonly norm: Tensor;
}

interface AdamaxStep {
  readonly stepSize: Tensor;
}

/**
 * Adam with the largest size of the gradient in place of its root mean square:
 * `w ← w - η / (1 - β₁ᵗ) · m / (u + ε)` with `m ← β₁·m + (1 - β₁)·g`, `u ← max(β₂·u, |g|)`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Kingma & Ba 2015, algorithm 2; `ε` as Keras 3 `Adamax`.
 * @example
 * new Adamax().slotLabels([{ path: 'bias', shape: [3] }]) // => ['momentum of bias', 'norm of bias']
 */
export class Adamax extends WeightwiseOptimizer<AdamaxOptions, AdamaxSlots, AdamaxStep> {
  readonly className = 'Adamax';
  protected readonly slotGroups: readonly SlotGroup[] = [{ perWeight: ['momentum', 'norm'] }];
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  constructor(options: AdamaxOptions = {}) {
    super('Adamax', options, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    const { beta1, beta2, epsilon } = this.config;
    this.#beta1 = requireNumber('Adamax', 'beta1', beta1, { min: 0, below: 1 });
    this.#beta2 = requireNumber('Adamax', 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber('Adamax', 'epsilon', epsilon, { min: 0 });
  }

  protected override common({ learningRate, updates }: UpdateStep): AdamaxStep {
    return { stepSize: div(learningRate, startCorrection(this.#beta1, updates)) };
  }

  protected update(inputs: UpdateInputs<AdamaxSlots, AdamaxStep>): UpdateResult<AdamaxSlots> {
    const { value, gradient, slots, common } = inputs;
    const momentum = movingAverage(slots.momentum, gradient, this.#beta1);
    const norm = maximum(mul(slots.norm, this.#beta2), abs(gradient));
    const move = div(mul(momentum, common.stepSize), add(norm, this.#epsilon));
    return { value: sub(value, move), slots: { momentum, norm } };
  }
}
