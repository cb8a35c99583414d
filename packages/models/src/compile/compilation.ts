/** What `compile` decided, and what training carries from step to step besides the weights. */

import type {
  Layer,
  Loss,
  Metric,
  Optimizer,
  Shape,
  TargetKind,
  Tensor,
  Weight,
} from '@myelin/core';
import { dispose, keep, nextSeed, StateError, targetKind, tidy } from '@myelin/core';
import type { CompileOptions } from './compile-options.ts';
import { MetricGroup } from './metric-group.ts';
import { requireCompileOptions, resolveLoss, resolveMetric, resolveOptimizer } from './resolve.ts';

export class Compilation {
  readonly optimizer: Optimizer;
  readonly options: CompileOptions;
  /** Seed of dropout masks and the like. */
  readonly seed: number = nextSeed();
  /** Training steps taken so far. */
  steps = 0;
  #scoring: Scoring | undefined;
  #targets: TargetKind | undefined;
  #selection: Selection | undefined;
  #slots: readonly Tensor[] = [];

  constructor(options: CompileOptions) {
    requireCompileOptions(options);
    this.options = options;
    this.optimizer = resolveOptimizer(options.optimizer);
  }

  /** Loss and metrics. What `'accuracy'` and `'crossentropy'` mean is chosen by the shapes of the data. */
  scoringFor(yTrue: Shape, yPred: Shape): Scoring {
    const targets = targetKind(yTrue, yPred);
    if (!this.#scoring || targets !== this.#targets) {
      this.#scoring = resolveScoring(this.options, yTrue, yPred);
      this.#targets = targets;
    }
    return this.#scoring;
  }

  get scoring(): Scoring | undefined {
    return this.#scoring;
  }

  /** What training changes; undefined before the first step. */
  get selection(): Selection | undefined {
    return this.#selection;
  }

  /** Slots of the optimizer for the trainable weights of the {@link selection}. */
  get slots(): readonly Tensor[] {
    return this.#slots;
  }

  /**
   * Fixes, at the first step after `compile`, which weights are trained, and makes the slots for them.
   *
   * @throws {@link StateError} layers came or went since then.
   */
  begin(model: Layer): Selection {
    const selection = this.#selection;
    if (!selection) {
      const made = selectionOf(model);
      this.#slots = tidy(() =>
        this.optimizer.initialSlots(made.trainable.map((weight) => weight.value)).map(keep),
      );
      this.#selection = made;
      return made;
    }
    const { weights } = model;
    const same =
      weights.length === selection.weights.length &&
      weights.every((weight, i) => weight === selection.weights[i]);
    if (same) return selection;
    throw new StateError({
      where: 'fit',
      problem: `the layers of model "${model.name}" changed since its training began`,
      fix: 'call model.compile(…) again, so that the optimizer learns of the new weights',
    });
  }

  /** Takes over the slots of a step. */
  adoptSlots(slots: readonly Tensor[]): void {
    const old = this.#slots.filter((slot) => !slots.includes(slot));
    this.#slots = slots;
    dispose(...old);
  }

  /** Elements in the variables of the optimizer: slots, step counter and learning rate; null before the first step. */
  get optimizerSize(): number | null {
    if (!this.#selection) return null;
    return this.#slots.reduce((sum, slot) => sum + slot.size, 2);
  }

  dispose(): void {
    dispose(...this.#slots);
    this.#slots = [];
  }
}

/** Which part of a model training changes: its state when training began, whatever is frozen later. */
export interface Selection {
  readonly weights: readonly Weight[];
  readonly trainable: readonly Weight[];
  readonly frozen: ReadonlySet<Layer>;
}

/** What training would change now. */
export function selectionOf(model: Layer): Selection {
  const frozen = new Set<Layer>();
  const visit = (layer: Layer): void => {
    if (!layer.trainable) frozen.add(layer);
    for (const inner of layer.sublayers) visit(inner);
  };
  visit(model);
  return { weights: model.weights, trainable: model.trainableWeights, frozen };
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
