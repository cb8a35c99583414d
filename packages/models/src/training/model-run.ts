/** What callbacks see of a run of a model. */

import {
  type AnyLayer,
  ArgumentError,
  type Direction,
  type LayerTrace,
  type NdArray,
  type RunParameters,
  type SavedState,
  StateError,
  type Structure,
  type TensorLike,
  type TrainingRun,
  type WeightSnapshot,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import type { PerInput } from '../data/per-input.ts';
import type { PerOutput } from '../data/per-output.ts';
import { traceStep } from '../trace/trace-step.ts';
import { allOf } from './all-of.ts';
import { showWeights, swapAverages } from './averages.ts';
import { prepareTraining, saveTraining, saveWeights, type TrainedParts } from './training-state.ts';

export class ModelRun implements TrainingRun {
  readonly parameters: RunParameters;
  readonly model: AnyLayer;
  readonly #compilation: Compilation | undefined;
  readonly #later: (() => void | Promise<void>)[] = [];
  readonly #whenOver: (() => void | Promise<void>)[] = [];
  #stopReason: string | undefined;

  constructor(model: AnyLayer, compilation: Compilation | undefined, parameters: RunParameters) {
    this.model = model;
    this.#compilation = compilation;
    this.parameters = parameters;
  }

  get iterations(): number {
    return this.#compilation?.steps ?? 0;
  }

  get learningRate(): number {
    return this.#compilation?.optimizer.learningRate ?? 0;
  }

  set learningRate(learningRate: number) {
    if (this.#compilation) this.#compilation.optimizer.learningRate = learningRate;
  }

  get hasLearningRate(): boolean {
    return this.#compilation?.optimizer.hasLearningRate ?? true;
  }

  stop(reason = 'stopped by a callback'): void {
    this.#stopReason ??= reason;
  }

  get stopReason(): string | undefined {
    return this.#stopReason;
  }

  directionOf(logName: string): Direction {
    const name = logName.replace(/^val_/, '');
    if (name === 'loss') return 'down';
    return this.#compilation?.scoring?.metrics.directionOf(name);
  }

  snapshot(): WeightSnapshot {
    return {
      values: this.model.weights.map((weight) => Float32Array.from(weight.read())),
    };
  }

  restore({ values }: WeightSnapshot): void {
    const { weights } = this.model;
    if (values.length !== weights.length) {
      throw new ArgumentError({
        where: 'restore',
        problem: `the snapshot holds ${values.length} weights, the model has ${weights.length}`,
        fix: 'restore a snapshot of the same model',
      });
    }
    for (const [i, weight] of weights.entries()) weight.write(values[i] ?? new Float32Array());
  }

  weights(): Readonly<Record<string, NdArray>> {
    return saveWeights(this.model) as Readonly<Record<string, NdArray>>;
  }

  saveState(): SavedState {
    return saveTraining(this.trained('saveState'));
  }

  resume(state: SavedState): void {
    this.prepareResume(state)();
  }

  /** Checks a state. What it gives puts the state back, and cannot fail. */
  protected prepareResume(state: SavedState): () => void {
    return prepareTraining('resume', this.trained('resume'), state);
  }

  swapAverages(): void {
    swapAverages(this.trained('swapAverages'));
  }

  /** Puts the weights back where they have been exchanged with their averages. */
  unswapAverages(): void {
    if (this.#compilation) showWeights({ model: this.model, compilation: this.#compilation });
  }

  trace(x: Structure<TensorLike>, y: Structure<TensorLike>): Promise<readonly LayerTrace[]> {
    return traceStep(this.trained('trace'), x as PerInput, y as PerOutput).then(
      ({ layers }) => layers,
    );
  }

  afterCallbacks(work: () => void | Promise<void>): void {
    this.#later.push(work);
  }

  whenOver(work: () => void | Promise<void>): void {
    this.#whenOver.push(work);
  }

  /** The run is over, well or not: weights are themselves again, and what callbacks asked for is done. */
  over(): Promise<void> {
    return allOf([() => this.unswapAverages(), ...this.#whenOver.splice(0).reverse()]);
  }

  settle(): Promise<void> | undefined {
    return this.#later.length > 0 ? this.#doLater() : undefined;
  }

  /** @throws {@link StateError} the model is not compiled. */
  protected trained(where: string): TrainedParts {
    if (this.#compilation) return { model: this.model, compilation: this.#compilation };
    throw new StateError({
      where,
      problem: `model "${this.model.name}" is not compiled`,
      fix: 'compile it before',
    });
  }

  async #doLater(): Promise<void> {
    for (const work of this.#later.splice(0)) await work();
  }
}
