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
  greater,
  logicalAnd,
  mul,
  norm,
  requireNumber,
  sqrt,
  square,
  sub,
  WeightwiseOptimizer,
  where,
} from '@myelin/core';
import { startCorrection } from './adam-step-size.ts';
import { movingAverage } from './moving-average.ts';

export interface LambOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** Share in [0, 1) of the old average of gradients in the new one. @defaultValue `0.9` */
  readonly beta1?: number;
  /** Share in [0, 1) of the old average of squared gradients in the new one. @defaultValue `0.999` */
  readonly beta2?: number;
  /** Small number beside the root, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
}

export interface LambSlots {
  /** Moving average of the gradient. */
  readonly momentum: Tensor;
  /** Moving average of the squared gradient. */
  readonly velocity: Tensor;
}

interface LambStep {
  /** `1 - β₁ᵗ` */
  readonly correction1: Tensor;
  /** `1 - β₂ᵗ` */
  readonly correction2: Tensor;
}

/**
 * Adam whose moves are as long as the weights, for very large batches: `w ← w - η·‖w‖/‖u‖·u` with `u = m̂ / (√v̂ + ε)`,
 * `m̂ = m / (1 - β₁ᵗ)`, `v̂ = v / (1 - β₂ᵗ)`, and `m`, `v` as {@link Adam}'s. Where a norm is 0, the ratio is 1.
 *
 * As an argument of `compile` it has no name, as in Keras: pass `new Lamb()`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source You et al. 2020, algorithm 2, where the weight decay is part of `u`; here it comes before, as Keras 3 `Lamb`.
 * @example
 * new Lamb().slotLabels([{ path: 'bias', shape: [3] }]) // => ['momentum of bias', 'velocity of bias']
 */
export class Lamb extends WeightwiseOptimizer<LambOptions, LambSlots, LambStep> {
  readonly className = 'Lamb';
  protected readonly slotGroups: readonly SlotGroup[] = [{ perWeight: ['momentum', 'velocity'] }];
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  constructor(options: LambOptions = {}) {
    super('Lamb', options, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    const { beta1, beta2, epsilon } = this.config;
    this.#beta1 = requireNumber('Lamb', 'beta1', beta1, { min: 0, below: 1 });
    this.#beta2 = requireNumber('Lamb', 'beta2', beta2, { min: 0, below: 1 });
    this.#epsilon = requireNumber('Lamb', 'epsilon', epsilon, { min: 0 });
  }

  protected override common({ updates }: UpdateStep): LambStep {
    return {
      correction1: startCorrection(this.#beta1, updates),
      correction2: startCorrection(this.#beta2, updates),
    };
  }

  protected update(inputs: UpdateInputs<LambSlots, LambStep>): UpdateResult<LambSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const { correction1, correction2 } = inputs.common;
    const momentum = movingAverage(slots.momentum, gradient, this.#beta1);
    const velocity = movingAverage(slots.velocity, square(gradient), this.#beta2);
    const size = add(sqrt(div(velocity, correction2)), this.#epsilon);
    const move = div(div(momentum, correction1), size);
    const step = mul(learningRate, lengthRatio(value, move));
    return { value: sub(value, mul(move, step)), slots: { momentum, velocity } };
  }
}

/** `‖value‖ / ‖move‖`, and 1 where one of them is 0. */
function lengthRatio(value: Tensor, move: Tensor): Tensor {
  const length = norm(value);
  const moved = norm(move);
  return where(logicalAnd(greater(length, 0), greater(moved, 0)), div(length, moved), 1);
}
