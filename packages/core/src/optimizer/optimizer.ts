/**
 * The contract of optimizers.
 *
 * An optimizer is a pure function from (values, gradients, slots, learning rate, step) to (values, slots). The
 * slots (momenta and the like) are plain tensors that the training state carries, so that a captured train step
 * keeps them as state; learning rate and step are inputs, never constants.
 */

import { requireNumber } from '../errors/checks.ts';
import { snakeCase } from '../layer/layer-name.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { zeros } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';

export interface OptimizerOptions {
  /** @defaultValue the class name in snake case */
  readonly name?: string;
  /** Step size, at least 0. @defaultValue depends on the class */
  readonly learningRate?: number;
}

/** What an update of one weight may use. */
export interface UpdateInputs {
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Slots of this weight, in the order of `slotNames`. */
  readonly slots: readonly Tensor[];
  /** Scalar float32. */
  readonly learningRate: Tensor;
  /** Scalar float32: 1 in the first step. */
  readonly step: Tensor;
}

export interface UpdateResult {
  readonly value: Tensor;
  readonly slots: readonly Tensor[];
}

/** Everything one step of training hands to the optimizer. */
export interface OptimizerStep {
  readonly values: readonly Tensor[];
  readonly gradients: readonly (Tensor | undefined)[];
  /** As {@link Optimizer.initialSlots} laid them out. */
  readonly slots: readonly Tensor[];
  readonly learningRate: Tensor;
  readonly step: Tensor;
}

export abstract class Optimizer<Options extends OptimizerOptions = OptimizerOptions>
  implements Serializable
{
  abstract readonly className: string;
  readonly module = 'keras.optimizers';
  readonly name: string;
  readonly config: Resolved<Options>;
  #learningRate: number;

  constructor(className: string, options: Options, defaults: OptionDefaults<Options>) {
    this.config = resolveOptions(className, options, defaults);
    this.name = (this.config.name as string | null) ?? snakeCase(className);
    this.#learningRate = requireNumber(className, 'learningRate', this.config.learningRate, {
      min: 0,
    });
  }

  /** Step size of the next step. May be set at any time, also by callbacks during training. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(learningRate: number) {
    this.#learningRate = requireNumber(this.className, 'learningRate', learningRate, { min: 0 });
  }

  /** Names of the slots that each weight has, in order: `['momentum', 'velocity']`. */
  abstract readonly slotNames: readonly string[];

  /** The new value of one weight and its slots. Must not read values of tensors. */
  protected abstract update(inputs: UpdateInputs): UpdateResult;

  /** First value of one slot; zeros unless a class says otherwise. */
  protected initialSlot?(name: string, value: Tensor): Tensor;

  /** Slots of all weights before the first step: those of the first weight, then those of the second, … */
  initialSlots(values: readonly Tensor[]): Tensor[] {
    return values.flatMap((value) =>
      this.slotNames.map((name) => this.initialSlot?.(name, value) ?? zeros(value.shape)),
    );
  }

  /** One step for all weights. A weight without a gradient stays as it is. */
  apply(step: OptimizerStep): { readonly values: Tensor[]; readonly slots: Tensor[] } {
    const values: Tensor[] = [];
    const slots: Tensor[] = [];
    const perWeight = this.slotNames.length;
    for (const [i, value] of step.values.entries()) {
      const gradient = step.gradients[i];
      const own = step.slots.slice(i * perWeight, (i + 1) * perWeight);
      const result = gradient
        ? this.update({ ...step, value, gradient, slots: own })
        : { value, slots: own };
      values.push(result.value);
      slots.push(...result.slots);
    }
    return { values, slots };
  }
}
