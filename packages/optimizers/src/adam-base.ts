import type {
  LearningRateSchedule,
  OptimizerDefaults,
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
  maximum,
  mul,
  requireBoolean,
  requireNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';
import { adamStepSize } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
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

interface AdamStep {
  readonly stepSize: Tensor;
}

/** What Adam and AdamW have in common, which is all but the default of the weight decay. */
export abstract class AdamBase<Options extends AdamOptions> extends WeightwiseOptimizer<
  Options,
  AdamSlots,
  AdamStep
> {
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #amsgrad: boolean;

  constructor(className: string, options: Options, defaults: { readonly weightDecay?: number }) {
    super(className, options, {
      learningRate: 0.001,
      ...defaults,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      amsgrad: false,
    } as unknown as OptimizerDefaults<Options>);
    const { beta1, beta2, epsilon, amsgrad } = this.config;
    this.#beta1 = requireNumber(className, 'beta1', beta1, { min: 0, below: 1 });
    this.#beta2 = requireNumber(className, 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber(className, 'epsilon', epsilon, { min: 0 });
    this.#amsgrad = requireBoolean(className, 'amsgrad', amsgrad);
  }

  protected get slotGroups(): readonly SlotGroup[] {
    const averages = { perWeight: ['momentum', 'velocity'] };
    return this.#amsgrad ? [averages, { perWeight: ['velocity_hat'] }] : [averages];
  }

  protected override common(step: UpdateStep): AdamStep {
    return { stepSize: adamStepSize(step, this.#beta1, this.#beta2) };
  }

  protected update(inputs: UpdateInputs<AdamSlots, AdamStep>): UpdateResult<AdamSlots> {
    const { value, gradient, slots, common } = inputs;
    const momentum = movingAverage(slots.momentum, gradient, this.#beta1);
    const velocity = movingAverage(slots.velocity, square(gradient), this.#beta2);
    const largest = slots.velocity_hat && maximum(slots.velocity_hat, velocity);
    const size = add(sqrt(largest ?? velocity), this.#epsilon);
    return {
      value: sub(value, div(mul(momentum, common.stepSize), size)),
      slots: { momentum, velocity, ...(largest && { velocity_hat: largest }) },
    };
  }
}
