/** Models: what they were compiled with, how their steps run, and what of them goes into files. */

import {
  currentBackend,
  type FileStore,
  type LayerOptions,
  type Optimizer,
  readState,
  type SavedState,
  StateError,
  type Tensor,
  type Tensors,
  writeState,
} from '@myelin/core';
import { Compilation } from '../compile/compilation.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Execution } from '../programs/execution.ts';
import { type ExplainOptions, explain } from '../programs/explain.ts';
import { type SummaryOptions, summarize } from '../summary/summarize.ts';
import { showWeights } from '../training/averages.ts';
import type { TrainableModel } from '../training/fit-run.ts';
import {
  loadWeights,
  prepareTraining,
  saveTraining,
  saveWeights,
} from '../training/training-state.ts';
import { stateOfModel } from './saved-model.ts';
import { SteppedModel } from './stepped-model.ts';

export interface FileOptions {
  /** Where the file is. @defaultValue on this computer, or among the private files of the page's origin */
  readonly files?: FileStore;
}

/** A model that can be compiled: it keeps the optimizer, the losses and metrics, and the programs of its steps. */
export abstract class CompiledModel<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends SteppedModel<Options, In, Out> {
  #compilation: Compilation | undefined;
  #execution: Execution | undefined;
  #running = false;

  /**
   * Chooses how the model is trained and judged. Weights stay; what an optimizer remembers begins anew.
   *
   * @throws {@link ArgumentError} a name is unknown.
   */
  compile(options: CompileOptions = {}): void {
    if (this.#running) throw this.#busyError('compile');
    const compilation = new Compilation(this.stepped, options, this.hooks);
    this.#forgetExecution();
    this.#compilation?.dispose();
    this.#compilation = compilation;
  }

  /** The optimizer given to {@link compile}. @throws {@link StateError} before that. */
  get optimizer(): Optimizer {
    return this.requireCompilation('optimizer').optimizer;
  }

  /** What it was compiled with; undefined before that. */
  protected get compilation(): Compilation | undefined {
    return this.#compilation;
  }

  /**
   * How the steps of this model have been run since `compile`: as compiled programs, or operation by operation and why.
   *
   * @example
   * console.log(model.explain({ tasks: true }));
   */
  explain(options: ExplainOptions = {}): string {
    return explain(this.stepped, this.#execution, options);
  }

  /** Prints a table of the layers, their output shapes and numbers of parameters, as Keras does. */
  summary(options: SummaryOptions = {}): void {
    const text = summarize(
      this.asAny,
      { optimizerSize: this.#compilation?.optimizerSize ?? null },
      options,
    );
    if (options.printFn) options.printFn(text);
    else console.log(text.trimEnd());
  }

  /**
   * Architecture and weights, as they stand in a file.
   *
   * @throws {@link StateError} the model is not built. @throws {@link SerializationError} a layer cannot be saved.
   */
  toState(): SavedState {
    return stateOfModel(this.stepped);
  }

  /**
   * Writes architecture and weights to a file, as a whole. `loadModel(path)` makes the model of it again.
   *
   * @param path - Ends in `.safetensors`.
   * @throws as {@link toState}, and {@link SerializationError} if the file cannot be written.
   */
  async save(path: string, { files }: FileOptions = {}): Promise<void> {
    await writeState(path, this.toState(), files);
  }

  /**
   * Writes all weights to a file, as a whole.
   *
   * @param path - Ends in `.safetensors`.
   * @throws {@link StateError} the model is not built. @throws {@link SerializationError} the file cannot be written.
   */
  async saveWeights(path: string, { files }: FileOptions = {}): Promise<void> {
    await writeState(path, { weights: saveWeights(this.stepped) }, files);
  }

  /**
   * Gives all weights the values of a file of {@link saveWeights}, {@link saveTraining} or a callback.
   *
   * @throws {@link SerializationError} the file is missing or damaged.
   * @throws {@link StateError} the weights are not those of such a model. None is changed then.
   */
  async loadWeights(path: string, { files }: FileOptions = {}): Promise<void> {
    const { weights } = await readState(path, files);
    loadWeights('loadWeights', this.stepped, weights);
  }

  /**
   * Writes to a file, as a whole, what decides how training goes on: weights, the optimizer's slots and step count,
   * learning rate, and random numbers.
   *
   * @throws as {@link saveWeights}
   */
  async saveTraining(path: string, { files }: FileOptions = {}): Promise<void> {
    const compilation = this.requireCompilation('saveTraining');
    await writeState(path, saveTraining({ model: this.stepped, compilation }), files);
  }

  /**
   * Goes on from a file of {@link saveTraining}, `ModelCheckpoint` or `BackupAndRestore`.
   *
   * @throws as {@link loadWeights}
   */
  async loadTraining(path: string, { files }: FileOptions = {}): Promise<void> {
    if (this.#running) throw this.#busyError('loadTraining');
    const compilation = this.requireCompilation('loadTraining');
    const parts = { model: this.stepped, compilation };
    prepareTraining('loadTraining', parts, await readState(path, files))();
    // It may have been saved while the averages stood in the place of the weights.
    showWeights(parts);
  }

  override dispose(): void {
    super.dispose();
    this.#forgetExecution();
    this.#compilation?.dispose();
  }

  protected override get stepped(): TrainableModel {
    return this as unknown as TrainableModel;
  }

  /** @throws {@link StateError} before {@link compile}. */
  protected requireCompilation(where: string): Compilation {
    if (this.#compilation) return this.#compilation;
    throw new StateError({
      where,
      problem: `model "${this.name}" is not compiled`,
      fix: "call model.compile({ optimizer: 'adam', loss: 'mean_squared_error' }) first",
    });
  }

  /** How steps are run with the backend that is in use now. */
  protected executionNow(): Execution {
    const backend = currentBackend()?.backend;
    if (this.#execution && this.#execution.backend !== backend) this.#forgetExecution();
    this.#execution ??= new Execution({
      model: this.stepped,
      compilation: this.#compilation,
      backend,
    });
    return this.#execution;
  }

  /** Takes weights and slots out of the programs. */
  #forgetExecution(): void {
    this.#execution?.dispose();
    this.#execution = undefined;
  }

  /** Two trainings of one model at a time would mix their steps. */
  protected async exclusively<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#running) throw this.#busyError(where);
    this.#running = true;
    try {
      return await work();
    } finally {
      this.#running = false;
    }
  }

  #busyError(where: string): StateError {
    return new StateError({
      where,
      problem: `model "${this.name}" is being trained`,
      fix: 'await the training that runs first',
    });
  }
}
