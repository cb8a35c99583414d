/**
 * Optimizers that are an update of one weight at a time.
 *
 * A class states its slots and the update of one weight. What all optimizers have in common is done here, around it,
 * in Keras's order: unscale, accumulate, clip, decay, update, average.
 */

import { StateError } from '../errors/myelin-error.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { div, mul, sub } from '../tensors/arithmetic.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { clipGradients } from './clip-gradients.ts';
import { accumulateGradients, gradientSlot, updateOfStep } from './gradient-accumulation.ts';
import type { LearningRateSchedule } from './learning-rate-schedule.ts';
import type { OptimizedWeight } from './optimized-weight.ts';
import type { OptimizerResult, OptimizerStep } from './optimizer.ts';
import { Optimizer } from './optimizer.ts';
import type { OptimizerDefaults, OptimizerOptions } from './optimizer-options.ts';
import { requireLearningRate, requireSharedOptions, sharedDefaults } from './optimizer-options.ts';
import type { Gradients, OptimizerState, SlotRecord } from './optimizer-state.ts';
import { type SlotGroup, SlotLayout } from './slot-layout.ts';
import { averageSlot, averageWeights } from './weight-average.ts';
import type { WeightDecayExclusion } from './weight-decay.ts';
import { decayFactors, type Exclusion, excludesNothing, requireExclusion } from './weight-decay.ts';

/** An update, as far as it is the same for all weights. */
export interface UpdateStep {
  /** Scalar float32. */
  readonly learningRate: Tensor;
  /** Scalar float32: 1 in the first update. */
  readonly updates: Tensor;
}

/** What the update of one weight may use. */
export interface UpdateInputs<Slots = object, Common = object> extends UpdateStep {
  readonly weight: OptimizedWeight;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Slots of this weight by name. */
  readonly slots: Slots;
  /** What {@link WeightwiseOptimizer.common} gave. */
  readonly common: Common;
}

export interface UpdateResult<Slots = object> {
  readonly value: Tensor;
  readonly slots: Slots;
}

/**
 * The base class of optimizers that update one weight at a time.
 *
 * `Slots` are the slots of a weight by name; `Common` is what the updates of all weights of a step share.
 */
export abstract class WeightwiseOptimizer<
  Options extends OptimizerOptions = OptimizerOptions,
  Slots extends object = object,
  Common extends object = object,
> extends Optimizer {
  readonly name: string;
  readonly #options: Resolved<Options>;
  #learningRate: number | LearningRateSchedule;
  #excludes: Exclusion = excludesNothing;
  /** That of the weights of the last step: it is the same from step to step. */
  #layout: { readonly weights: readonly OptimizedWeight[]; readonly made: SlotLayout } | undefined;
  #hasSlots = false;

  /**
   * @param className - Keras's name of the class.
   * @param defaults - The class's learning rate, and the default of every option of its own.
   */
  constructor(className: string, options: Options, defaults: OptimizerDefaults<Options>) {
    super();
    const { learningRate, ...own } = defaults;
    const all = { name: snakeCase(className), learningRate, ...sharedDefaults, ...own };
    this.#options = resolveOptions(className, options, all as unknown as OptionDefaults<Options>);
    requireSharedOptions(className, this.#shared);
    this.name = this.#shared.name;
    this.#learningRate = this.#shared.learningRate;
  }

  get config(): Resolved<Options> {
    return { ...this.#options, learningRate: this.#learningRate };
  }

  get learningRate(): number {
    const rate = this.#learningRate;
    return typeof rate === 'number' ? rate : rate.at(this.iterations);
  }

  set learningRate(learningRate: number) {
    if (this.schedule) throw this.#scheduleError();
    this.#learningRate = requireLearningRate(this.className, learningRate);
  }

  get hasLearningRate(): boolean {
    return true;
  }

  get learningRates(): readonly (number | null)[] {
    return [typeof this.#learningRate === 'number' ? this.#learningRate : null];
  }

  set learningRates([learningRate = null]: readonly (number | null)[]) {
    if (learningRate !== null) this.learningRate = learningRate;
  }

  get schedule(): LearningRateSchedule | undefined {
    return typeof this.#learningRate === 'number' ? undefined : this.#learningRate;
  }

  /** The class's own slots. */
  protected abstract readonly slotGroups: readonly SlotGroup[];

  /** The new value of one weight and its slots. Must not read values of tensors. */
  protected abstract update(inputs: UpdateInputs<Slots, Common>): UpdateResult<Slots>;

  /** What the updates of all weights of a step share, worked out once. */
  protected common?(step: UpdateStep, shared: Readonly<SlotRecord>): Common;

  /** The shared slots after an update, which {@link common} is then given. */
  protected nextShared?(shared: Readonly<SlotRecord>, step: UpdateStep): Readonly<SlotRecord>;

  /** Weight decay of one weight, where that is not the option `weightDecay`. */
  protected weightDecayOf?(weight: OptimizedWeight): number | null;

  /**
   * Takes weights out of the weight decay, such as biases: `optimizer.excludeFromWeightDecay({ names: ['bias'] })`.
   * Each call replaces the one before.
   *
   * @param exclusion - `weights`: the weights themselves. `names`: regular expressions that are searched for in the
   * paths of weights.
   * @throws {@link StateError} training has begun.
   * @throws {@link ArgumentError} a name is no regular expression, or a weight has no path.
   * @source Keras 3 `exclude_from_weight_decay(var_list, var_names)`, which has no effect once training has begun.
   */
  excludeFromWeightDecay(exclusion: WeightDecayExclusion): void {
    const where = `${this.className}.excludeFromWeightDecay`;
    if (this.#hasSlots) {
      throw new StateError({
        where,
        problem: 'training has begun, and its steps are fixed',
        fix: 'call it before the first step, on the optimizer that is given to compile',
      });
    }
    this.#excludes = requireExclusion(where, exclusion);
  }

  scaleLoss(loss: Tensor, _slots: readonly Tensor[]): Tensor {
    const { lossScaleFactor } = this.#shared;
    return lossScaleFactor === null ? loss : mul(loss, lossScaleFactor);
  }

  slotLabels(weights: readonly OptimizedWeight[]): string[] {
    return this.#layoutOf(weights).labels;
  }

  initialSlots(weights: readonly OptimizedWeight[], values: readonly Tensor[]): Tensor[] {
    this.#hasSlots = true;
    return this.#layoutOf(weights).firstSlots(values);
  }

  apply(given: OptimizerStep): OptimizerResult {
    this.#hasSlots = true;
    return tidy(() => {
      const layout = this.#layoutOf(given.weights);
      const after = this.#step(layout.split(given.values, given.slots), given);
      return { values: after.weights.map(({ value }) => value), slots: layout.join(after) };
    });
  }

  averagePlaces(weights: readonly OptimizedWeight[]): number[] | undefined {
    return this.#shared.useEma ? this.#layoutOf(weights).placesOf(averageSlot) : undefined;
  }

  #step(before: OptimizerState, given: OptimizerStep): OptimizerState {
    const { gradientAccumulationSteps: period, lossScaleFactor: scale, useEma } = this.#shared;
    const { weights, step } = given;
    const gradients =
      scale === null ? given.gradients : given.gradients.map((one) => one && div(one, scale));
    const learningRate = this.schedule?.rateOf(sub(step, 1)) ?? (given.learningRates[0] as Tensor);
    const updates = period === null ? step : updateOfStep(step, period);
    const update = (used: Gradients): OptimizerState =>
      this.#updateAll(weights, before, used, { learningRate, updates });
    const after =
      period === null
        ? update(gradients)
        : accumulateGradients(before, gradients, step, period, update);
    return useEma ? averageWeights(after, this.#shared, updates) : after;
  }

  #updateAll(
    weights: readonly OptimizedWeight[],
    before: OptimizerState,
    gradients: Gradients,
    step: UpdateStep,
  ): OptimizerState {
    const clipped = clipGradients(gradients, this.#shared);
    const shared = this.nextShared?.(before.shared, step) ?? before.shared;
    const common = this.common?.(step, shared) ?? ({} as Common);
    const keptOf = decayFactors(step.learningRate);
    const after = before.weights.map((state, i) => {
      const gradient = clipped[i];
      const weight = weights[i];
      if (!gradient || !weight) return state;
      const kept = keptOf(this.#decayOf(weight));
      const value = kept ? mul(state.value, kept) : state.value;
      const slots = state.slots as unknown as Slots;
      const updated = this.update({ ...step, weight, value, gradient, slots, common });
      return { value: updated.value, slots: { ...state.slots, ...updated.slots } };
    });
    return { weights: after, shared };
  }

  #decayOf(weight: OptimizedWeight): number | null {
    if (this.#excludes(weight.path)) return null;
    return this.weightDecayOf ? this.weightDecayOf(weight) : this.#shared.weightDecay;
  }

  #layoutOf(weights: readonly OptimizedWeight[]): SlotLayout {
    if (this.#layout?.weights === weights) return this.#layout.made;
    const made = this.#makeLayout(weights);
    this.#layout = { weights, made };
    return made;
  }

  #makeLayout(weights: readonly OptimizedWeight[]): SlotLayout {
    const { useEma, gradientAccumulationSteps } = this.#shared;
    const groups: readonly SlotGroup[] = [
      ...(useEma ? [{ perWeight: [averageSlot] }] : []),
      ...(gradientAccumulationSteps === null ? [] : [{ perWeight: [gradientSlot] }]),
      ...this.slotGroups,
    ];
    return new SlotLayout(groups, weights);
  }

  #scheduleError(): StateError {
    return new StateError({
      where: this.className,
      problem: `the learning rate follows ${this.schedule?.className} and cannot be set`,
      fix: 'give the optimizer a number: { learningRate: 0.001 }, or leave out the callback that sets it',
    });
  }

  get #shared(): Resolved<OptimizerOptions> {
    return this.#options as unknown as Resolved<OptimizerOptions>;
  }
}
