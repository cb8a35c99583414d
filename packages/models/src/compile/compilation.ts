/** What `compile` decided, and what training carries from step to step besides the weights. */

import type { AnyLayer, Optimizer, TargetKind, Tensor, TensorDataType, Weight } from '@myelin/core';
import { nextSeed, StateCell, StateError, targetKind, tidy } from '@myelin/core';
import { adoptAll } from '../training/adopt-all.ts';
import type { ModelHooks } from '../training/model-hooks.ts';
import type { StepKind } from '../training/runner.ts';
import type { CompileOptions } from './compile-options.ts';
import {
  type OutputOptions,
  requireCompileOptions,
  resolveOptimizer,
  type TargetShapes,
} from './resolve.ts';
import { sameList } from './same-list.ts';
import { resolveScoring, type Scoring, withLogged } from './scoring.ts';

export type { Scoring } from './scoring.ts';

export class Compilation {
  readonly optimizer: Optimizer;
  readonly options: CompileOptions;
  readonly hooks: ModelHooks;
  readonly #outputs: readonly OutputOptions[];
  /** Whether the moving averages stand in the place of the weights, and these in theirs. */
  areAveragesShown = false;
  /** Seed of dropout masks and the like. */
  seed: number = nextSeed();
  #scoring: Scoring | undefined;
  #targets: readonly (TargetKind | undefined)[] = [];
  /** With the names that the steps of the model log. */
  #logging: Partial<Record<StepKind, Scoring>> = {};
  #selection: Selection | undefined;
  #judged: Selection | undefined;
  #slotCells: readonly StateCell[] = [];

  constructor(model: AnyLayer, options: CompileOptions, hooks: ModelHooks) {
    this.#outputs = requireCompileOptions(options, hooks.outputNames);
    this.options = options;
    this.hooks = hooks;
    this.optimizer = resolveOptimizer(options.optimizer);
    requireFree(this.optimizer, model);
    this.optimizer.iterations = 0;
  }

  /** Training steps taken so far. */
  get steps(): number {
    return this.optimizer.iterations;
  }

  set steps(steps: number) {
    this.optimizer.iterations = steps;
  }

  /** Whether loss or metrics compare predictions with targets. */
  get needsTargets(): boolean {
    return this.#outputs.some(
      ({ loss, metrics, weightedMetrics }) =>
        loss !== null || metrics.length > 0 || weightedMetrics.length > 0,
    );
  }

  /** Whether steps run operation by operation because it was asked for. */
  get isEager(): boolean {
    return this.options.runEagerly === true || this.options.jitCompile === false;
  }

  /**
   * Loss and metrics. What `'accuracy'` and `'crossentropy'` mean is chosen by the shapes of the data.
   *
   * @param shapes - Those of each output; undefined where there are no targets.
   */
  scoringFor(shapes: readonly (TargetShapes | undefined)[]): Scoring {
    const { hooks } = this;
    let isKnown = this.#scoring !== undefined && shapes.length === this.#targets.length;
    for (let i = 0; i < shapes.length && isKnown; i++) {
      isKnown = kindOf(shapes[i]) === this.#targets[i];
    }
    if (this.#scoring && isKnown) return this.#scoring;
    const scoring = resolveScoring(this.#outputs, hooks, shapes);
    this.#scoring = scoring;
    this.#targets = shapes.map(kindOf);
    this.#logging = {};
    return scoring;
  }

  /**
   * The scoring with room for what steps of the model's own log.
   *
   * @param discover - Finds out under which names they do.
   */
  loggingScoring(kind: StepKind, scoring: Scoring, discover: () => readonly string[]): Scoring {
    this.#logging[kind] ??= withLogged(scoring, discover());
    return this.#logging[kind];
  }

  get scoring(): Scoring | undefined {
    return this.#scoring;
  }

  /** What training changes; undefined before the first step. */
  get selection(): Selection | undefined {
    return this.#selection;
  }

  /** What counts as trained where a model is only judged: as training has it, or would have it now. */
  selectionFor(model: AnyLayer): Selection {
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
  begin(model: AnyLayer): Selection {
    const selection = this.#selection;
    if (!selection) {
      requireFree(this.optimizer, model);
      users.set(this.optimizer, model);
      const made = this.selectionFor(model);
      const { trainable } = made;
      const labels = this.optimizer.slotLabels(trainable);
      this.#slotCells = tidy(() =>
        this.optimizer
          .initialSlots(
            trainable,
            trainable.map((weight) => weight.value),
          )
          .map(
            (slot, i) =>
              new StateCell(labels[i] ?? '', slot.shape, slot.dtype as TensorDataType, slot),
          ),
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
    if (this.#selection) users.delete(this.optimizer);
    for (const cell of this.#slotCells) cell.dispose();
    this.#slotCells = [];
  }
}

/** Who trains with an optimizer: it counts steps, which must be those of one model. */
const users = new WeakMap<Optimizer, AnyLayer>();

/** @throws {@link StateError} another model trains with the optimizer. */
function requireFree(optimizer: Optimizer, model: AnyLayer): void {
  const user = users.get(optimizer);
  if (!user || user === model) return;
  throw new StateError({
    where: 'compile',
    problem: `the optimizer of model "${model.name}" is that of model "${user.name}", which has been trained with it`,
    fix: 'make an optimizer for each model, for example with a function that returns a new one',
  });
}

function kindOf(shapes: TargetShapes | undefined): TargetKind | undefined {
  return shapes && targetKind(shapes.yTrue, shapes.yPred);
}

/** Which part of a model training changes: its state when training began, whatever is frozen later. */
export interface Selection {
  readonly weights: readonly Weight[];
  readonly trainable: readonly Weight[];
  readonly frozen: ReadonlySet<AnyLayer>;
}

/** What training would change now. */
function selectionOf(model: AnyLayer): Selection {
  const frozen = new Set<AnyLayer>();
  const visit = (layer: AnyLayer): void => {
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
