import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
  UpdateStep,
} from '@myelin/core';
import {
  add,
  div,
  minimum,
  mul,
  reciprocal,
  requireNumber,
  requireWholeNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';
import { startCorrection } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';

export interface ScheduleFreeAdamWOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.0025` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Number in [0, 1] that is kept as it is in Keras, where it makes no difference. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Share in [0, 1) of the old average of squared gradients in the new one. @defaultValue `0.999` */
  readonly beta2?: number;
  /** Small number beside the root, against division by zero. @defaultValue `1e-8` */
  readonly epsilon?: number;
  /** First steps, in which the step size grows in proportion to the step. @defaultValue `0` */
  readonly warmupSteps?: number;
}

export interface ScheduleFreeAdamWSlots {
  /** The weight that steps are taken with. */
  readonly momentum: Tensor;
  /** Moving average of the squared gradient. */
  readonly velocity: Tensor;
}

/** Scalars of one update. */
interface ScheduleFreeStep {
  readonly stepSize: Tensor;
  /** `1 - β₂ᵗ` */
  readonly correction: Tensor;
  /** `1/t`: share of this step in the average of all. */
  readonly share: Tensor;
}

/**
 * Adam without momentum on weights `z` of its own, of which the weights are the average, so that the step size needs no
 * schedule: `w ← (1 - 1/t)·w + z/t`.
 *
 * Before that, `z ← z - η·g / (√(v / (1 - β₂ᵗ)) + ε)`, with `v` as {@link Adam}'s.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Defazio et al. 2024, algorithm 1, where gradients are taken at `(1 - β₁)·z + β₁·x` beside the average `x`. In
 * Keras 3.15.1 on TensorFlow, which this class agrees with, both are one: it reads the former `z` when that is already
 * replaced, and `β₁` cancels out. Weights decay before the step.
 * @example
 * new ScheduleFreeAdamW().config.learningRate // => 0.0025
 */
export class ScheduleFreeAdamW extends WeightwiseOptimizer<
  ScheduleFreeAdamWOptions,
  ScheduleFreeAdamWSlots,
  ScheduleFreeStep
> {
  readonly className = 'ScheduleFreeAdamW';
  protected readonly slotGroups: readonly SlotGroup[] = [
    { perWeight: [{ name: 'momentum', first: 'weight' }, 'velocity'] },
  ];
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #warmupSteps: number;

  constructor(options: ScheduleFreeAdamWOptions = {}) {
    super('ScheduleFreeAdamW', options, {
      learningRate: 0.0025,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      warmupSteps: 0,
    });
    const where = 'ScheduleFreeAdamW';
    const { beta1, beta2, epsilon, warmupSteps } = this.config;
    requireNumber(where, 'beta1', beta1, { min: 0, max: 1 });
    this.#beta2 = requireNumber(where, 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber(where, 'epsilon', epsilon, { min: 0 });
    this.#warmupSteps = requireWholeNumber(where, 'warmupSteps', warmupSteps, { min: 0 });
  }

  protected override common({ learningRate, updates }: UpdateStep): ScheduleFreeStep {
    return {
      stepSize:
        this.#warmupSteps === 0
          ? learningRate
          : mul(learningRate, minimum(div(updates, this.#warmupSteps), 1)),
      correction: startCorrection(this.#beta2, updates),
      share: reciprocal(updates),
    };
  }

  protected update(
    inputs: UpdateInputs<ScheduleFreeAdamWSlots, ScheduleFreeStep>,
  ): UpdateResult<ScheduleFreeAdamWSlots> {
    const { value, gradient, slots } = inputs;
    const { stepSize, correction, share } = inputs.common;
    const velocity = movingAverage(slots.velocity, square(gradient), this.#beta2);
    const size = add(sqrt(div(velocity, correction)), this.#epsilon);
    const momentum = sub(slots.momentum, div(mul(gradient, stepSize), size));
    return {
      value: add(value, mul(sub(momentum, value), share)),
      slots: { momentum, velocity },
    };
  }
}
