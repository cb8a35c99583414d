/** What `compile` decided, and what training carries from step to step besides the weights. */

import type { Loss, Metric, Optimizer, Shape, Tensor, Weight } from '@myelin/core';
import { dispose, keep, nextSeed, StateError, tidy } from '@myelin/core';
import type { CompileOptions } from './compile-options.ts';
import { MetricGroup } from './metric-group.ts';
import { requireKnownNames, resolveLoss, resolveMetric, resolveOptimizer } from './resolve.ts';

export class Compilation {
  readonly optimizer: Optimizer;
  readonly options: CompileOptions;
  /** Seed of dropout masks and the like. */
  readonly seed: number = nextSeed();
  /** Training steps taken so far. */
  steps = 0;
  #scoring: Scoring | undefined;
  #trainable: readonly Weight[] | undefined;
  #slots: readonly Tensor[] = [];

  constructor(options: CompileOptions) {
    requireKnownNames(options);
    this.options = options;
    this.optimizer = resolveOptimizer(options.optimizer);
  }

  /** Loss and metrics, chosen when the shapes of the first batch are known. */
  scoringFor(yTrue: Shape, yPred: Shape): Scoring {
    this.#scoring ??= resolveScoring(this.options, yTrue, yPred);
    return this.#scoring;
  }

  get scoring(): Scoring | undefined {
    return this.#scoring;
  }

  /** Weights that training changes: those trainable at the first step after `compile`. */
  get trainable(): readonly Weight[] | undefined {
    return this.#trainable;
  }

  /** Slots of the optimizer for {@link trainable}. */
  get slots(): readonly Tensor[] {
    return this.#slots;
  }

  /** Fixes which weights are trained, and makes the slots for them. */
  begin(trainable: readonly Weight[]): void {
    if (this.#trainable) return;
    this.#trainable = trainable;
    this.#slots = tidy(() => this.optimizer.initialSlots(trainable.map((w) => w.value)).map(keep));
  }

  /** Takes over the slots of a step. */
  adoptSlots(slots: readonly Tensor[]): void {
    const old = this.#slots.filter((slot) => !slots.includes(slot));
    this.#slots = slots;
    dispose(...old);
  }

  /** Elements in the variables of the optimizer: slots, step counter and learning rate; null before the first step. */
  get optimizerSize(): number | null {
    if (!this.#trainable) return null;
    return this.#slots.reduce((sum, slot) => sum + slot.size, 2);
  }

  dispose(): void {
    dispose(...this.#slots);
    this.#slots = [];
  }
}

/** How predictions are judged. */
export interface Scoring {
  readonly loss: Loss;
  readonly metrics: MetricGroup;
}

function resolveScoring(options: CompileOptions, yTrue: Shape, yPred: Shape): Scoring {
  const { loss, metrics = [], weightedMetrics = [] } = options;
  if (loss === undefined || loss === null) {
    throw new StateError({
      where: 'compile',
      problem: '`loss` is missing, received none',
      fix: "compile with a loss, for example { loss: 'mean_squared_error' }",
    });
  }
  const shapes = { yTrue, yPred };
  const resolveAll = (list: NonNullable<CompileOptions['metrics']>): Metric[] =>
    list.map((metric) => resolveMetric(metric, shapes));
  return {
    loss: resolveLoss(loss, shapes),
    metrics: new MetricGroup(resolveAll(metrics), resolveAll(weightedMetrics)),
  };
}
