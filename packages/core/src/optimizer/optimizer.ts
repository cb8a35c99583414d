/**
 * The contract of optimizers.
 *
 * An optimizer is a pure function from (values, gradients, slots, learning rates, step) to (values, slots). The
 * slots (momenta and the like) are plain tensors that the training state carries, so that a captured train step
 * keeps them as state; learning rates and step are inputs, never constants. How many slots there are, and of which
 * shapes, is known from the weights alone.
 *
 * Most optimizers are an update of one weight, and extend {@link WeightwiseOptimizer}. What is something else, such as
 * an optimizer around another one, extends this class.
 */

import type { Serializable } from '../options/serializable.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { LearningRateSchedule } from './learning-rate-schedule.ts';
import type { OptimizedWeight } from './optimized-weight.ts';
import type { Gradients } from './optimizer-state.ts';

/** Everything one step of training hands to the optimizer. */
export interface OptimizerStep {
  readonly weights: readonly OptimizedWeight[];
  /** Their values. */
  readonly values: readonly Tensor[];
  readonly gradients: Gradients;
  /** As {@link Optimizer.initialSlots} laid them out. */
  readonly slots: readonly Tensor[];
  /** Scalars float32, as many as {@link Optimizer.learningRates}. A schedule takes precedence. */
  readonly learningRates: readonly Tensor[];
  /** Scalar float32: 1 in the first step. */
  readonly step: Tensor;
}

export interface OptimizerResult {
  readonly values: Tensor[];
  readonly slots: Tensor[];
}

/** Turns gradients into new weights, one step at a time. */
export abstract class Optimizer implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.optimizers';
  abstract readonly name: string;
  /** Complete options, with the learning rate of this moment: `new C(optimizer.config)` is equal to this one. */
  abstract readonly config: object;
  #iterations = 0;

  /** Steps taken so far. */
  get iterations(): number {
    return this.#iterations;
  }

  set iterations(iterations: number) {
    this.#iterations = iterations;
  }

  /**
   * Step size of the next step. May be set at any time, also by callbacks during training.
   *
   * @throws {@link StateError} when it is set, and the optimizer follows a schedule, or there is not the one: see
   * {@link hasLearningRate}.
   */
  abstract get learningRate(): number;
  abstract set learningRate(learningRate: number);

  /** Whether there is one {@link learningRate}. Optimizers for different weights have one each. */
  abstract get hasLearningRate(): boolean;

  /**
   * What a step takes as learning rates: the numbers that may be set, and null where a schedule decides. A list that is
   * set must be as long.
   *
   * @throws {@link StateError} when a number is set where a schedule decides.
   */
  abstract get learningRates(): readonly (number | null)[];
  abstract set learningRates(learningRates: readonly (number | null)[]);

  /** What decides the step size of each step, if it is not a number that may be set. */
  abstract get schedule(): LearningRateSchedule | undefined;

  /** The loss as its gradients shall be taken of: multiplied by what `apply` divides them by. */
  abstract scaleLoss(loss: Tensor, slots: readonly Tensor[]): Tensor;

  /** What each of the {@link initialSlots} is, `['momentum of dense/kernel', …]`. */
  abstract slotLabels(weights: readonly OptimizedWeight[]): string[];

  /** All slots before the first step, in the order of Keras's `optimizer.variables`. */
  abstract initialSlots(weights: readonly OptimizedWeight[], values: readonly Tensor[]): Tensor[];

  /**
   * One step for all weights. A weight without a gradient stays as it is. Must not read values of tensors.
   *
   * @throws {@link ArgumentError} the slots are not those of these weights.
   */
  abstract apply(step: OptimizerStep): OptimizerResult;

  /** Where among the slots the moving average of each weight is, if it has one; undefined if none are kept. */
  abstract averagePlaces(
    weights: readonly OptimizedWeight[],
  ): readonly (number | undefined)[] | undefined;

  /**
   * The values with which training ends: the moving averages, if they are kept, else the values as they are.
   *
   * @returns Tensors out of `slots` or `values`, not copies of them.
   */
  finalValues(
    weights: readonly OptimizedWeight[],
    values: readonly Tensor[],
    slots: readonly Tensor[],
  ): Tensor[] {
    const places = this.averagePlaces(weights);
    return values.map((value, i) => slots[places?.[i] ?? -1] ?? value);
  }
}
