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
import { nextSeed, StateCell, StateError, targetKind, tidy } from '@myelin/core';
import { adoptAll } from '../training/adopt-all.ts';
import type { CompileOptions } from './compile-options.ts';
import { MetricGroup } from './metric-group.ts';
import { requireCompileOptions, resolveLoss, resolveMetric, resolveOptimizer } from './resolve.ts';
import { sameList } from './same-list.ts';

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
  #judged: Selection | undefined;
  #slotCells: readonly StateCell[] = [];

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

  /** What counts as trained where a model is only judged: as training has it, or would have it now. */
  selectionFor(model: Layer): Selection {
    if (this.#selection) return this.#selection;
    const now = selectionOf(model);
    if (!this.#judged || !sameSelection(now, this.#judged)) this.#judged = now;
    return this.#judged;
  }

  /** Slots of the optimizer for the trainable weights of the {@link selection}. */
  get slotCells(): readonly StateCell[] {
    return this.#slotCells;
  }

  /** Their present values. */
  get slots(): readonly Tensor[] {
    return this.#slotCells.map((cell) => cell.value);
  }

  /**
   * Fixes, at the first step after `compile`, which weights are trained, and makes the slots for them.
   *
   * @throws {@link StateError} layers came or went since then.
   */
  begin(model: Layer): Selection {
    const selection = this.#selection;
    if (!selection) {
      const made = this.selectionFor(model);
      const { trainable } = made;
      const labels = this.optimizer.slotLabels(trainable.map(({ path }) => path));
      this.#slotCells = tidy(() =>
        this.optimizer
          .initialSlots(trainable.map((weight) => weight.value))
          .map((slot, i) => new StateCell(labels[i] ?? '', slot.shape, slot.dtype, slot)),
      );
      this.#selection = made;
      return made;
    }
    if (sameList(model.weights, selection.weights)) return selection;
    throw new StateError({
      where: 'fit',
      problem: `the layers of model "${model.name}" changed since its training began`,
      fix: 'call model.compile(…) again, so that the optimizer learns of the new weights',
    });
  }

  /** Takes over the slots of a step. */
  adoptSlots(slots: readonly Tensor[]): void {
    adoptAll(this.#slotCells, slots);
  }

  /** Elements in the variables of the optimizer: slots, step counter and learning rate; null before the first step. */
  get optimizerSize(): number | null {
    if (!this.#selection) return null;
    return this.#slotCells.reduce((sum, slot) => sum + slot.size, 2);
  }

  dispose(): void {
    for (const cell of this.#slotCells) cell.dispose();
    this.#slotCells = [];
  }
}

/** Which part of a model training changes: its state when training began, whatever is frozen later. */
export interface Selection {
  readonly weights: readonly Weight[];
  readonly trainable: readonly Weight[];
  readonly frozen: ReadonlySet<Layer>;
}

/** What training would change now. */
function selectionOf(model: Layer): Selection {
  const frozen = new Set<Layer>();
  const visit = (layer: Layer): void => {
    if (!layer.trainable) frozen.add(layer);
    for (const inner of layer.sublayers) visit(inner);
  };
  visit(model);
  return { weights: model.weights, trainable: model.trainableWeights, frozen };
}

function sameSelection(a: Selection, b: Selection): boolean {
  return (
    sameList(a.weights, b.weights) &&
    sameList(a.trainable, b.trainable) &&
    sameList([...a.frozen], [...b.frozen])
  );
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
