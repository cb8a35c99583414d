import type {
  LearningRateSchedule,
  OptimizerOptions,
  SlotGroup,
  Tensor,
  UpdateInputs,
  UpdateResult,
} from '@myelin/core';
import { add, div, mul, requireNumber, sqrt, square, sub, WeightwiseOptimizer } from '@myelin/core';

export interface AdagradOptions extends OptimizerOptions {
  /** Step size, at least 0, or a schedule of them. The paper has 1. @defaultValue `0.001` */
  readonly learningRate?: number | LearningRateSchedule;
  /** What the sums of squared gradients begin with, at least 0. @defaultValue `0.1` */
  readonly initialAccumulatorValue?: number;
  /** Small number under the root, against division by zero. @defaultValue `1e-7` */
  readonly epsilon?: number;
}

export interface AdagradSlots {
  /** Sum of all squared gradients. */
  readonly accumulator: Tensor;
}

/**
 * Gradient over the root of the sum of all its squares: `a ← a + g²`, then `w ← w - η·g / √(a + ε)`.
 *
 * What is often updated is moved less and less, so that rare features are learnt too.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Duchi, Hazan & Singer 2011, figure 1, diagonal; `ε` under the root, as Keras 3 `Adagrad`.
 * @example
 * new Adagrad().slotLabels([{ path: 'bias', shape: [3] }]) // => ['accumulator of bias']
 */
export class Adagrad extends WeightwiseOptimizer<AdagradOptions, AdagradSlots> {
  readonly className = 'Adagrad';
  readonly #initial: number;
  readonly #epsilon: number;

  constructor(options: AdagradOptions = {}) {
    super('Adagrad', options, {
      learningRate: 0.001,
      initialAccumulatorValue: 0.1,
      epsilon: 1e-7,
    });
    const { initialAccumulatorValue: initial, epsilon } = this.config;
    this.#initial = requireNumber('Adagrad', 'initialAccumulatorValue', initial, { min: 0 });
    this.#epsilon = requireNumber('Adagrad', 'epsilon', epsilon, { min: 0 });
  }

  protected get slotGroups(): readonly SlotGroup[] {
    return [{ perWeight: [{ name: 'accumulator', first: this.#initial }] }];
  }

  protected update(inputs: UpdateInputs<AdagradSlots>): UpdateResult<AdagradSlots> {
    const { value, gradient, slots, learningRate } = inputs;
    const accumulator = add(slots.accumulator, square(gradient));
    const move = div(mul(gradient, learningRate), sqrt(add(accumulator, this.#epsilon)));
    return { value: sub(value, move), slots: { accumulator } };
  }
}
