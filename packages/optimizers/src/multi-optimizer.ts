import type {
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
  describe,
  div,
  mul,
  Optimizer,
  required,
  requireNumber,
  resolveOptions,
  StateError,
  tidy,
} from '@myelin/core';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { readableForm, requireSavable, writtenForm } from './multi-optimizer-form.ts';
import { OptimizerMap, type OptimizerMapOptions } from './optimizer-map.ts';
import { pick, put, requireFitting, type Share, shareOut } from './optimizer-share.ts';

/** Chooses the optimizer of a weight. It is asked once for each. */
export type OptimizerFunction = (weight: OptimizedWeight) => Optimizer;

export interface MultiOptimizerOptions {
  /** @defaultValue `'multi_optimizer'` */
  readonly name?: string;
  /** Which optimizer updates which weight: a map, its options, or a function. */
  readonly optimizerMap: OptimizerMap | OptimizerMapOptions | OptimizerFunction;
  /**
   * Number by which the loss is multiplied before its gradients are taken. The optimizers inside have none of
   * their own.
   *
   * @defaultValue `null`
   */
  readonly lossScaleFactor?: number | null;
}

const mapExample =
  "{ optimizerMap: new OptimizerMap({ defaultOptimizer: new SGD(), optimizerMap: { 'encoder/.*': new Adam() } }) }";

/**
 * Several optimizers, each for some of the weights, such as a small learning rate for a pretrained part of a model.
 *
 * Each of the {@link optimizers} has its own learning rate, which may be set on it at any time, and its own options:
 * clipping by the norm of all gradients, moving averages and the like concern its weights alone. There is no
 * `learningRate` of the whole, so that callbacks that set one refuse to work.
 *
 * As an argument of `compile` it has no name: pass the object. A function as `optimizerMap` cannot be saved in files.
 *
 * @throws {@link ArgumentError} an option is outside its domain, an optimizer inside scales losses by another factor, or
 * is itself a `MultiOptimizer` or `LossScaleOptimizer`.
 * @throws {@link StateError} `learningRate` is read or set.
 * @source Keras 3 `MultiOptimizer`, which replaces a `loss_scale_factor` of the optimizers inside without a word.
 * @example
 * const optimizer = new MultiOptimizer({
 *   optimizerMap: new OptimizerMap({
 *     defaultOptimizer: new SGD({ momentum: 0.9 }),
 *     optimizerMap: { 'encoder/.*': new Adam() },
 *   }),
 * });
 * optimizer.slotLabels([{ path: 'out/kernel', shape: [2] }, { path: 'encoder/bias', shape: [2] }])
 * // => ['momentum of encoder/bias', 'velocity of encoder/bias', 'momentum of out/kernel']
 */
export class MultiOptimizer extends Optimizer {
  readonly className = 'MultiOptimizer';
  readonly name: string;
  readonly config: Resolved<MultiOptimizerOptions>;
  readonly #choose: OptimizerFunction;
  readonly #lossScaleFactor: number | null;
  readonly #optimizers: Optimizer[] = [];
  /** Choices so far, by path and shape. */
  readonly #chosen = new Map<string, Optimizer>();

  constructor(options: MultiOptimizerOptions) {
    super();
    const where = 'MultiOptimizer';
    const resolved = resolveOptions<MultiOptimizerOptions>(where, options, {
      name: 'multi_optimizer',
      optimizerMap: required,
      lossScaleFactor: null,
    });
    const { name, optimizerMap: given, lossScaleFactor } = resolved;
    if (lossScaleFactor !== null) {
      requireNumber(where, 'lossScaleFactor', lossScaleFactor, { above: 0 });
    }
    const optimizerMap = requireMap(given);
    this.name = name;
    this.#lossScaleFactor = lossScaleFactor;
    this.config = { name, optimizerMap, lossScaleFactor };
    if (optimizerMap instanceof OptimizerMap) {
      this.#choose = (weight) => optimizerMap.optimizerOf(weight);
      for (const optimizer of optimizerMap.optimizers) this.#take(optimizer);
    } else this.#choose = optimizerMap;
  }

  /** Keras writes the map as an object, but as none that is an optimizer. */
  static fromKeras(
    config: JsonRecord,
    usual: (config: JsonRecord) => MultiOptimizer,
  ): MultiOptimizer {
    return usual(readableForm(config));
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    requireSavable(this.config.optimizerMap);
    return writtenForm(usual());
  }

  /**
   * The optimizers inside, in the order of their slots and learning rates. Those that a function chooses are known once
   * training begins.
   */
  get optimizers(): readonly Optimizer[] {
    return [...this.#optimizers];
  }

  override get iterations(): number {
    return super.iterations;
  }

  override set iterations(iterations: number) {
    super.iterations = iterations;
    for (const optimizer of this.#optimizers) optimizer.iterations = iterations;
  }

  get learningRate(): number {
    throw severalRates('read');
  }

  set learningRate(_: number) {
    throw severalRates('set');
  }

  get hasLearningRate(): boolean {
    return false;
  }

  get learningRates(): readonly (number | null)[] {
    return this.#optimizers.flatMap(({ learningRates }) => learningRates);
  }

  set learningRates(learningRates: readonly (number | null)[]) {
    let begin = 0;
    for (const optimizer of this.#optimizers) {
      const end = begin + optimizer.learningRates.length;
      optimizer.learningRates = learningRates.slice(begin, end);
      begin = end;
    }
  }

  /** Undefined: each of the {@link optimizers} may have one. */
  get schedule(): LearningRateSchedule | undefined {
    return undefined;
  }

  scaleLoss(loss: Tensor, _slots: readonly Tensor[]): Tensor {
    return this.#lossScaleFactor === null ? loss : mul(loss, this.#lossScaleFactor);
  }

  slotLabels(weights: readonly OptimizedWeight[]): string[] {
    return this.#sharesOf(weights).flatMap((share) => share.optimizer.slotLabels(share.weights));
  }

  initialSlots(weights: readonly OptimizedWeight[], values: readonly Tensor[]): Tensor[] {
    return this.#sharesOf(weights).flatMap((share) =>
      share.optimizer.initialSlots(share.weights, pick(values, share.places)),
    );
  }

  averagePlaces(weights: readonly OptimizedWeight[]): readonly (number | undefined)[] | undefined {
    const found = weights.map((): number | undefined => undefined);
    for (const { optimizer, weights: own, places, slots } of this.#sharesOf(weights)) {
      for (const [i, slot] of (optimizer.averagePlaces(own) ?? []).entries()) {
        if (slot !== undefined) found[places[i] as number] = slots[0] + slot;
      }
    }
    return found.some((place) => place !== undefined) ? found : undefined;
  }

  override finalValues(
    weights: readonly OptimizedWeight[],
    values: readonly Tensor[],
    slots: readonly Tensor[],
  ): Tensor[] {
    const final = [...values];
    for (const share of this.#sharesOf(weights)) {
      const own = pick(values, share.places);
      const after = share.optimizer.finalValues(share.weights, own, slots.slice(...share.slots));
      put(final, share.places, after);
    }
    return final;
  }

  apply(given: OptimizerStep): OptimizerResult {
    return tidy(() => {
      const shares = this.#sharesOf(given.weights);
      requireFitting(shares, given.slots);
      const values = [...given.values];
      const slots: Tensor[] = [];
      for (const { optimizer, weights, places, ...own } of shares) {
        const factor = scaleOf(optimizer) === null ? this.#lossScaleFactor : null;
        const gradients = pick(given.gradients, places);
        const after = optimizer.apply({
          weights,
          values: pick(given.values, places),
          gradients: factor === null ? gradients : gradients.map((one) => one && div(one, factor)),
          slots: given.slots.slice(...own.slots),
          learningRates: given.learningRates.slice(...own.rates),
          step: given.step,
        });
        put(values, places, after.values);
        slots.push(...after.slots);
      }
      return { values, slots };
    });
  }

  #sharesOf(weights: readonly OptimizedWeight[]): readonly Share[] {
    const chosen = weights.map((weight) => this.#optimizerOf(weight));
    return shareOut(this.#optimizers, weights, chosen);
  }

  #optimizerOf(weight: OptimizedWeight): Optimizer {
    const key = `${weight.path} ${weight.shape}`;
    const known = this.#chosen.get(key);
    if (known) return known;
    const optimizer = this.#take(this.#choose(weight), weight);
    this.#chosen.set(key, optimizer);
    return optimizer;
  }

  #take(given: unknown, weight?: OptimizedWeight): Optimizer {
    const optimizer = requireInside(given, this.#lossScaleFactor, weight);
    if (this.#optimizers.includes(optimizer)) return optimizer;
    this.#optimizers.push(optimizer);
    optimizer.iterations = this.iterations;
    return optimizer;
  }
}

/** By what an optimizer divides gradients itself. */
function scaleOf({ config }: Optimizer): number | null {
  return (config as { lossScaleFactor?: number | null }).lossScaleFactor ?? null;
}

function requireMap(
  given: MultiOptimizerOptions['optimizerMap'],
): OptimizerMap | OptimizerFunction {
  if (given instanceof OptimizerMap || typeof given === 'function') return given;
  const isOptions = typeof given === 'object' && given !== null && !(given instanceof Optimizer);
  if (isOptions) return new OptimizerMap(given);
  throw new ArgumentError({
    where: 'MultiOptimizer',
    problem: `\`optimizerMap\` must be an OptimizerMap or a function (weight) => optimizer, received ${describe(given)}`,
    fix: `pass for example ${mapExample}`,
  });
}

/** One of the optimizers inside. */
function requireInside(
  optimizer: unknown,
  factor: number | null,
  weight: OptimizedWeight | undefined,
): Optimizer {
  const where = 'MultiOptimizer';
  const isMeta = optimizer instanceof MultiOptimizer || optimizer instanceof LossScaleOptimizer;
  if (!(optimizer instanceof Optimizer) || isMeta) {
    const place = weight ? ` for weight \`${weight.path}\`` : '';
    throw new ArgumentError({
      where,
      problem: `\`optimizerMap\` must give optimizers that are not made of others, received ${describe(optimizer)}${place}`,
      fix: isMeta
        ? 'give it the optimizers inside; scale losses with { lossScaleFactor: … }, or put a LossScaleOptimizer around the whole'
        : `pass for example ${mapExample}`,
    });
  }
  const own = scaleOf(optimizer);
  if (own === null || own === factor) return optimizer;
  throw new ArgumentError({
    where,
    problem: `\`lossScaleFactor\` of an optimizer inside must be null, received ${own}`,
    fix: `give one to the whole: new MultiOptimizer({ optimizerMap, lossScaleFactor: ${own} })`,
  });
}

function severalRates(action: 'read' | 'set'): StateError {
  return new StateError({
    where: 'MultiOptimizer',
    problem: `\`learningRate\` cannot be ${action}: each optimizer inside has its own`,
    fix: 'use that of one of them, optimizer.optimizers[0].learningRate, and leave out callbacks that set one for all',
  });
}
