import type {
  Gradients,
  JsonRecord,
  LearningRateSchedule,
  OptimizedWeight,
  OptimizerResult,
  OptimizerStep,
  Resolved,
  Tensor,
} from '@myelin/core';
import {
  ArgumentError,
  add,
  all,
  cast,
  describe,
  div,
  equal,
  isFinite as isFiniteNumber,
  logicalAnd,
  logicalNot,
  mul,
  Optimizer,
  required,
  requireNumber,
  requireOptions,
  requireWholeNumber,
  resolveOptions,
  SlotLayout,
  sharedDefaults,
  tidy,
  where,
} from '@myelin/core';

export interface LossScaleOptimizerOptions {
  /** @defaultValue `'loss_scale_optimizer'` */
  readonly name?: string;
  /** The optimizer that updates the weights. Options such as clipping belong to it. */
  readonly innerOptimizer: Optimizer;
  /** Scale in the first step, above 0. A large one is soon made smaller. @defaultValue `32768` */
  readonly initialScale?: number;
  /** Steps without overflow, at least 1, after which the scale is doubled. @defaultValue `2000` */
  readonly dynamicGrowthSteps?: number;
}

/**
 * An optimizer around another, which is given the gradients of the loss times a scale, divided by that scale, so that
 * small ones do not vanish in computations of low precision.
 *
 * A step with a gradient that is infinite or NaN changes nothing but the scale, which is halved. After
 * `dynamicGrowthSteps` good steps in a row the scale is doubled. The learning rate is that of the optimizer inside.
 *
 * Steps take their rate from a schedule by the number of steps before them that were not skipped. `iterations` counts
 * skipped steps too, so that the `learningRate` that is read under a schedule may be ahead of the one that a step takes.
 *
 * As an argument of `compile` it has no name, as in Keras: pass `new LossScaleOptimizer({ innerOptimizer: new Adam() })`.
 *
 * @throws {@link ArgumentError} an option is outside its domain, or the optimizer inside scales losses too.
 * @source Micikevicius et al. 2018, section 3.2; defaults as Keras 3 `LossScaleOptimizer`, which takes a
 * `loss_scale_factor` out of the optimizer inside without a word.
 * @example
 * new LossScaleOptimizer({ innerOptimizer: new SGD() }).slotLabels([])
 * // => ['step_counter of all weights', 'dynamic_scale of all weights', 'iteration of all weights']
 */
export class LossScaleOptimizer extends Optimizer {
  readonly className = 'LossScaleOptimizer';
  readonly name: string;
  readonly config: Resolved<LossScaleOptimizerOptions>;
  readonly innerOptimizer: Optimizer;
  readonly #growthSteps: number;
  /** `iteration` counts the steps that the optimizer inside has taken. */
  readonly #layout: SlotLayout;

  constructor(options: LossScaleOptimizerOptions) {
    super();
    const where = 'LossScaleOptimizer';
    requireOptions(where, options);
    requireNoInnerOption(options);
    this.config = resolveOptions<LossScaleOptimizerOptions>(where, options, {
      name: 'loss_scale_optimizer',
      innerOptimizer: required,
      initialScale: 2 ** 15,
      dynamicGrowthSteps: 2000,
    });
    const { name, innerOptimizer, initialScale, dynamicGrowthSteps } = this.config;
    this.name = name;
    this.innerOptimizer = requireInner(innerOptimizer);
    requireNumber(where, 'initialScale', initialScale, { above: 0 });
    this.#growthSteps = requireWholeNumber(where, 'dynamicGrowthSteps', dynamicGrowthSteps, {
      min: 1,
    });
    const scale = { name: 'dynamic_scale', first: initialScale };
    this.#layout = new SlotLayout([{ shared: ['step_counter', scale, 'iteration'] }], []);
  }

  /** Older files of Keras hold options of all optimizers, which had to be as they are by default. */
  static fromKeras(
    config: JsonRecord,
    usual: (config: JsonRecord) => LossScaleOptimizer,
  ): LossScaleOptimizer {
    const unused = { use_ema: false, ema_momentum: 0.99 };
    const kept = Object.entries(config).filter(
      ([name, value]) => unused[name as keyof typeof unused] !== value,
    );
    return usual(Object.fromEntries(kept));
  }

  override get iterations(): number {
    return super.iterations;
  }

  override set iterations(iterations: number) {
    super.iterations = iterations;
    this.innerOptimizer.iterations = iterations;
  }

  get learningRate(): number {
    return this.innerOptimizer.learningRate;
  }

  set learningRate(learningRate: number) {
    this.innerOptimizer.learningRate = learningRate;
  }

  get hasLearningRate(): boolean {
    return this.innerOptimizer.hasLearningRate;
  }

  get learningRates(): readonly (number | null)[] {
    return this.innerOptimizer.learningRates;
  }

  set learningRates(learningRates: readonly (number | null)[]) {
    this.innerOptimizer.learningRates = learningRates;
  }

  get schedule(): LearningRateSchedule | undefined {
    return this.innerOptimizer.schedule;
  }

  scaleLoss(loss: Tensor, slots: readonly Tensor[]): Tensor {
    return mul(loss, this.#ownByName(this.#own(slots)).scale);
  }

  slotLabels(weights: readonly OptimizedWeight[]): string[] {
    return [...this.#layout.labels, ...this.innerOptimizer.slotLabels(weights)];
  }

  initialSlots(weights: readonly OptimizedWeight[], values: readonly Tensor[]): Tensor[] {
    return [...this.#layout.firstSlots([]), ...this.innerOptimizer.initialSlots(weights, values)];
  }

  averagePlaces(weights: readonly OptimizedWeight[]): readonly (number | undefined)[] | undefined {
    const own = this.#layout.labels.length;
    return this.innerOptimizer
      .averagePlaces(weights)
      ?.map((place) => (place === undefined ? undefined : place + own));
  }

  apply(given: OptimizerStep): OptimizerResult {
    return tidy(() => {
      const { gradients, values, slots } = given;
      const finite = allFinite(gradients);
      if (!finite) return { values: [...values], slots: [...slots] };
      const own = this.#own(slots);
      const inner = slots.slice(own.length);
      const { counter, scale, iteration } = this.#ownByName(own);
      const after = this.innerOptimizer.apply({
        ...given,
        gradients: gradients.map((one) => one && div(one, scale)),
        slots: inner,
        step: add(iteration, 1),
      });
      const grows = equal(counter, this.#growthSteps - 1);
      const counts = logicalAnd(finite, logicalNot(grows));
      const shared = {
        step_counter: where(counts, add(counter, 1), 0),
        dynamic_scale: mul(scale, where(finite, where(grows, 2, 1), 0.5)),
        iteration: add(iteration, cast(finite, 'float32')),
      };
      return {
        values: choose(finite, after.values, values),
        slots: [
          ...this.#layout.join({ weights: [], shared }),
          ...choose(finite, after.slots, inner),
        ],
      };
    });
  }

  #own(slots: readonly Tensor[]): readonly Tensor[] {
    return slots.slice(0, this.#layout.labels.length);
  }

  #ownByName(own: readonly Tensor[]): Readonly<Record<'counter' | 'scale' | 'iteration', Tensor>> {
    const { step_counter, dynamic_scale, iteration } = this.#layout.split([], own).shared;
    return {
      counter: step_counter as Tensor,
      scale: dynamic_scale as Tensor,
      iteration: iteration as Tensor,
    };
  }
}

/** Whether no gradient holds an infinity or NaN; undefined if there is no gradient. */
function allFinite(gradients: Gradients): Tensor | undefined {
  const present = gradients.filter((one) => one !== undefined);
  if (present.length === 0) return undefined;
  return present.map((one) => all(isFiniteNumber(one))).reduce(logicalAnd);
}

/** What is new where `condition` holds, else what was before. */
function choose(condition: Tensor, now: readonly Tensor[], before: readonly Tensor[]): Tensor[] {
  return now.map((one, i) => {
    const former = before[i] ?? one;
    return one === former ? one : where(condition, one, former);
  });
}

/** Options of all optimizers but this one. */
const innerOptions: readonly string[] = ['learningRate', ...Object.keys(sharedDefaults)];

function requireNoInnerOption(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === null || !innerOptions.includes(name)) continue;
    throw new ArgumentError({
      where: 'LossScaleOptimizer',
      problem: `\`${name}\` is an option of the optimizer inside (received ${describe(value)})`,
      fix: `pass for example { innerOptimizer: new Adam({ ${name}: … }) }`,
    });
  }
}

function requireInner(inner: unknown): Optimizer {
  if (!(inner instanceof Optimizer) || inner instanceof LossScaleOptimizer) {
    throw new ArgumentError({
      where: 'LossScaleOptimizer',
      problem: `\`innerOptimizer\` must be an optimizer that does not scale losses, received ${describe(inner)}`,
      fix: 'pass for example { innerOptimizer: new Adam() }',
    });
  }
  const { lossScaleFactor = null } = inner.config as { lossScaleFactor?: number | null };
  if (lossScaleFactor === null) return inner;
  throw new ArgumentError({
    where: 'LossScaleOptimizer',
    problem: `\`lossScaleFactor\` of the optimizer inside must be null, received ${lossScaleFactor}`,
    fix: 'leave one of the two scales out',
  });
}
