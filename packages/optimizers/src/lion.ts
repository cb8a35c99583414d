import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
} from '@myelin/core';
import {
  isNaN as isNotANumber,
  mul,
  requireNumber,
  sign,
  sub,
  WeightwiseOptimizer,
  where,
} from '@myelin/core';
import { weightedSum } from './moving-average.ts';

export interface LionOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them; a third to a tenth of Adam's. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share above 0 and up to 1 of the momentum, beside the gradient, in the direction. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Share in [0, 1] of the old average of gradients in the new one. @defaultValue `0.99` */
  readonly beta2?: number;
}

export interface LionSlots {
  /** Moving average of the gradient. */
  readonly momentum: Tensor;
}

/**
 * Steps of one size in every element: `w ← w - η·sign(β₁·m + (1 - β₁)·g)`, then `m ← β₂·m + (1 - β₂)·g`.
 *
 * It has one slot where Adam has two. Its weight decay should be three to ten times that of AdamW.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Chen et al. 2023, algorithm 2; defaults as Keras 3 `Lion`.
 * @example
 * new Lion().slotLabels([{ path: 'bias', shape: [3] }]) // => ['momentum of bias']
 */
export class Lion extends WeightwiseOptimizer<LionOptions, LionSlots> {
  readonly className = 'Lion';
  protected readonly slotGroups: readonly SlotGroup[] = [{ perWeight: ['momentum'] }];
  readonly #beta1: number;
  readonly #beta2: number;

  constructor(options: LionOptions = {}) {
    super('Lion', options, { learningRate: 0.001, beta1: 0.9, beta2: 0.99 });
    const { beta1, beta2 } = this.config;
    this.#beta1 = requireNumber('Lion', 'beta1', beta1, { above: 0, max: 1 });
    this.#beta2 = requireNumber('Lion', 'beta2', beta2, { min: 0, max: 1 });
  }

  protected update(inputs: UpdateInputs<LionSlots>): UpdateResult<LionSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const blend = weightedSum(slots.momentum, gradient, this.#beta1);
    // The sign of NaN is 0: a gradient of NaN would leave the weight as it was, and nobody would know.
    const direction = where(isNotANumber(blend), blend, sign(blend));
    return {
      value: sub(value, mul(direction, learningRate)),
      slots: { momentum: weightedSum(slots.momentum, gradient, this.#beta2) },
    };
  }
}
