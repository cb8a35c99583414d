/**
 * The contract of optimizers.
 *
 * An optimizer is a pure function from (values, gradients, slots, learning rate, step) to (values, slots). The
 * slots (momenta and the like) are plain tensors that the training state carries, so that a captured train step
 * keeps them as state; learning rate and step are inputs, never constants.
 *
 * A class states the slots of one weight and the update of one weight. What all optimizers have in common is done
 * here, around it, in Keras's order: unscale, accumulate, clip, decay, update, average.
 */

import { requireNumber } from '../errors/checks.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { div, mul, sub } from '../tensors/arithmetic.ts';
import { zeros } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { clipGradients } from './clip-gradients.ts';
import { accumulateGradients, gradientSlot, updateOfStep } from './gradient-accumulation.ts';
import type { OptimizerOptions, OwnOptimizerOptions } from './optimizer-options.ts';
import { requireSharedOptions, sharedDefaults } from './optimizer-options.ts';
import { SlotLayout } from './slot-layout.ts';
import { averageSlot, averageWeights } from './weight-average.ts';
import type { Gradients, WeightState } from './weight-state.ts';

/** What an update of one weight may use. */
export interface UpdateInputs<Slots = object> {
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Slots of this weight by name. */
  readonly slots: Slots;
  /** What {@link Optimizer.stepSize} gave; the learning rate where a class has none. */
  readonly stepSize: Tensor;
  /** Scalar float32. */
  readonly learningRate: Tensor;
  /** Scalar float32: 1 in the first update. */
  readonly updates: Tensor;
}

export interface UpdateResult<Slots = object> {
  readonly value: Tensor;
  readonly slots: Slots;
}

/** Everything one step of training hands to the optimizer. */
export interface OptimizerStep {
  readonly values: readonly Tensor[];
  readonly gradients: Gradients;
  /** As {@link Optimizer.initialSlots} laid them out. */
  readonly slots: readonly Tensor[];
  /** Scalar float32. */
  readonly learningRate: Tensor;
  /** Scalar float32: 1 in the first step. */
  readonly step: Tensor;
}

/** Turns gradients into new weights, one step at a time. The base class of all optimizers. */
export abstract class Optimizer<
  Options extends OptimizerOptions = OptimizerOptions,
  Slots extends object = object,
> implements Serializable
{
  abstract readonly className: string;
  readonly module = 'keras.optimizers';
  readonly name: string;
  readonly #options: Resolved<Options>;
  #learningRate: number;
  #knownLayout: SlotLayout | undefined;

  /**
   * @param className - Keras's name of the class.
   * @param defaults - The class's learning rate, and the default of every option of its own.
   */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<OwnOptimizerOptions<Options>> & { readonly learningRate: number },
  ) {
    const { learningRate, ...own } = defaults;
    const all = { name: snakeCase(className), learningRate, ...sharedDefaults, ...own };
    this.#options = resolveOptions(className, options, all as unknown as OptionDefaults<Options>);
    requireSharedOptions(className, this.#shared);
    this.name = this.#shared.name;
    this.#learningRate = this.#shared.learningRate;
  }

  /** Complete options, with the learning rate of this moment: `new C(optimizer.config)` is equal to this one. */
  get config(): Resolved<Options> {
    return { ...this.#options, learningRate: this.#learningRate };
  }

  /** Step size of the next step. May be set at any time, also by callbacks during training. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(learningRate: number) {
    this.#learningRate = requireNumber(this.className, 'learningRate', learningRate, { min: 0 });
  }

  /** What the loss must be multiplied by before its gradients are taken: 1 without `lossScaleFactor`. */
  get lossScale(): number {
    return this.#shared.lossScaleFactor ?? 1;
  }

  /** Names of the slots that each weight has: `['momentum', 'velocity']`. */
  get slotNames(): readonly string[] {
    return this.#layout.names;
  }

  /** What each of the {@link initialSlots} is, for weights of these names: `['momentum of dense/kernel', …]`. */
  slotLabels(weights: readonly string[]): string[] {
    return this.#layout.labels(weights);
  }

  /** Names of the class's own slots, in groups: within one they alternate weight by weight. */
  protected abstract readonly slotGroups: readonly (readonly string[])[];

  /** The new value of one weight and its slots. Must not read values of tensors. */
  protected abstract update(inputs: UpdateInputs<Slots>): UpdateResult<Slots>;

  /** First value of one slot; zeros unless a class says otherwise. */
  protected initialSlot?(name: string, value: Tensor): Tensor;

  /**
   * Step size that all weights of one step share, if it is not the learning rate itself.
   *
   * @param updates - Scalar float32: 1 in the first update.
   */
  protected stepSize?(learningRate: Tensor, updates: Tensor): Tensor;

  /** Slots of all weights before the first step, in the order of Keras's `optimizer.variables`. */
  initialSlots(values: readonly Tensor[]): Tensor[] {
    const { names } = this.#layout;
    return this.#layout.join(
      values.map((value) =>
        Object.fromEntries(names.map((name) => [name, this.#initialSlot(name, value)])),
      ),
    );
  }

  /**
   * One step for all weights. A weight without a gradient stays as it is.
   *
   * @throws {@link ArgumentError} the slots are not those of these weights.
   */
  apply(given: OptimizerStep): { readonly values: Tensor[]; readonly slots: Tensor[] } {
    return tidy(() => {
      const slots = this.#layout.split(given.slots, given.values.length);
      const before = given.values.map((value, i) => ({ value, slots: slots[i] ?? {} }));
      const after = this.#step(before, given);
      return {
        values: after.map(({ value }) => value),
        slots: this.#layout.join(after.map(({ slots }) => slots)),
      };
    });
  }

  /**
   * The values with which training ends: the moving averages with `useEma`, else the values as they are.
   *
   * @returns Tensors out of `slots` or `values`, not copies of them.
   */
  finalValues(values: readonly Tensor[], slots: readonly Tensor[]): Tensor[] {
    if (!this.#shared.useEma) return [...values];
    return this.#layout.split(slots, values.length).map((own) => own[averageSlot] as Tensor);
  }

  #step(before: readonly WeightState[], given: OptimizerStep): readonly WeightState[] {
    const { gradientAccumulationSteps: period, lossScaleFactor, useEma } = this.#shared;
    const gradients =
      lossScaleFactor === null
        ? given.gradients
        : given.gradients.map((one) => one && div(one, lossScaleFactor));
    const updates = period === null ? given.step : updateOfStep(given.step, period);
    const update = (used: Gradients): readonly WeightState[] =>
      this.#updateAll(before, used, given.learningRate, updates);
    const after =
      period === null
        ? update(gradients)
        : accumulateGradients(before, gradients, given.step, period, update);
    return useEma ? averageWeights(after, this.#shared, updates) : after;
  }

  #updateAll(
    before: readonly WeightState[],
    gradients: Gradients,
    learningRate: Tensor,
    updates: Tensor,
  ): readonly WeightState[] {
    const { weightDecay } = this.#shared;
    const clipped = clipGradients(gradients, this.#shared);
    const stepSize = this.stepSize?.(learningRate, updates) ?? learningRate;
    const kept = weightDecay === null ? undefined : sub(1, mul(learningRate, weightDecay));
    return before.map((state, i) => {
      const gradient = clipped[i];
      if (!gradient) return state;
      const value = kept ? mul(state.value, kept) : state.value;
      const slots = state.slots as unknown as Slots;
      const updated = this.update({ value, gradient, slots, stepSize, learningRate, updates });
      return { value: updated.value, slots: { ...state.slots, ...updated.slots } };
    });
  }

  #initialSlot(name: string, value: Tensor): Tensor {
    const isShared = name === averageSlot || name === gradientSlot;
    const own = isShared ? undefined : this.initialSlot?.(name, value);
    return own ?? zeros(value.shape);
  }

  get #layout(): SlotLayout {
    const { useEma, gradientAccumulationSteps } = this.#shared;
    this.#knownLayout ??= new SlotLayout([
      ...(useEma ? [[averageSlot]] : []),
      ...(gradientAccumulationSteps === null ? [] : [[gradientSlot]]),
      ...this.slotGroups,
    ]);
    return this.#knownLayout;
  }

  get #shared(): Resolved<OptimizerOptions> {
    return this.#options as unknown as Resolved<OptimizerOptions>;
  }
}
