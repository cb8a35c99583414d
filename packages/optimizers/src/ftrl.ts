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
  clip,
  div,
  mul,
  pow,
  requireNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
} from '@myelin/core';

export interface FtrlOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. It is divided by: 0 gives NaN. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** How steps shrink as squared gradients add up, at most 0; 0 for steps of one size. @defaultValue `-0.5` */
  readonly learningRatePower?: number;
  /** What the sums of squared gradients begin with, at least 0. @defaultValue `0.1` */
  readonly initialAccumulatorValue?: number;
  /** Strength, at least 0, with which small weights are held at 0. @defaultValue `0` */
  readonly l1RegularizationStrength?: number;
  /** Strength, at least 0, with which large weights are pulled to 0. @defaultValue `0` */
  readonly l2RegularizationStrength?: number;
  /** Strength, at least 0, of a pull to 0 that is part of the gradient. @defaultValue `0` */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** The paper's `β`, at least 0: makes the first steps smaller. @defaultValue `0` */
  readonly beta?: number;
}

export interface FtrlSlots {
  /** Sum of all squared gradients. */
  readonly accumulator: Tensor;
  /** The paper's `z`: what the next weight is made of. */
  readonly linear: Tensor;
}

interface FtrlStep {
  /** What is added to the slope of the quadratic term. */
  readonly pull: Tensor;
}

/**
 * Follow the regularized leader: the weight that would have been best so far,
 * `w ← (clip(z, -λ₁, λ₁) - z) / (aᵖ/η + 2·λ₂ + β/η)`.
 *
 * Before that, `z ← z + g + 2·λ₃·w - (a₊ᵖ - aᵖ)/η · w` and `a ← a₊ = a + g²`, where `p = -learningRatePower` and `λ₃` is
 * the shrinkage. With `λ₁` above 0, most weights of a wide linear model are exactly 0.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source McMahan et al. 2013, algorithm 1, with `2·λ₂` in place of `λ₂`; defaults as Keras 3 `Ftrl`.
 * @example
 * new Ftrl().slotLabels([{ path: 'bias', shape: [3] }]) // => ['accumulator of bias', 'linear of bias']
 */
export class Ftrl extends WeightwiseOptimizer<FtrlOptions, FtrlSlots, FtrlStep> {
  readonly className = 'Ftrl';

  constructor(options: FtrlOptions = {}) {
    super('Ftrl', options, {
      learningRate: 0.001,
      learningRatePower: -0.5,
      initialAccumulatorValue: 0.1,
      l1RegularizationStrength: 0,
      l2RegularizationStrength: 0,
      l2ShrinkageRegularizationStrength: 0,
      beta: 0,
    });
    const { learningRatePower, ...rest } = this.config;
    requireNumber('Ftrl', 'learningRatePower', learningRatePower, { max: 0 });
    for (const name of strengths) requireNumber('Ftrl', name, rest[name], { min: 0 });
  }

  protected get slotGroups(): readonly SlotGroup[] {
    const accumulator = { name: 'accumulator', first: this.config.initialAccumulatorValue };
    return [{ perWeight: [accumulator, 'linear'] }];
  }

  protected override common({ learningRate }: UpdateStep): FtrlStep {
    const { l2RegularizationStrength: l2, beta } = this.config;
    return { pull: add(div(beta, learningRate), 2 * l2) };
  }

  protected update(inputs: UpdateInputs<FtrlSlots, FtrlStep>): UpdateResult<FtrlSlots> {
    const { value, gradient, slots, learningRate, common } = inputs;
    const { l1RegularizationStrength: l1, l2ShrinkageRegularizationStrength: shrinkage } =
      this.config;
    const accumulator = add(slots.accumulator, square(gradient));
    const power = this.#power(accumulator);
    const growth = div(sub(power, this.#power(slots.accumulator)), learningRate);
    const used = shrinkage === 0 ? gradient : add(gradient, mul(value, 2 * shrinkage));
    const linear = add(slots.linear, sub(used, mul(growth, value)));
    const held = l1 === 0 ? 0 : clip(linear, -l1, l1);
    return {
      value: div(sub(held, linear), add(div(power, learningRate), common.pull)),
      slots: { accumulator, linear },
    };
  }

  #power(accumulator: Tensor): Tensor {
    const power = -this.config.learningRatePower;
    return power === 0.5 ? sqrt(accumulator) : pow(accumulator, power);
  }
}

/** Options that must not be negative. */
const strengths = [
  'initialAccumulatorValue',
  'l1RegularizationStrength',
  'l2RegularizationStrength',
  'l2ShrinkageRegularizationStrength',
  'beta',
] as const;
