/**
 * Models: layers that can be compiled, trained, judged and asked.
 *
 * This class is the public face; each verb's work is done in a file of its own under `training/`.
 */

import {
  ArgumentError,
  currentBackend,
  type History,
  isTensor,
  type JsonRecord,
  Layer,
  type LayerOptions,
  type Logs,
  NdArray,
  ndArray,
  type Optimizer,
  StateError,
  serialize,
  type TensorLike,
  type WeightRecord,
} from '@myelin/core';
import { Compilation } from '../compile/compilation.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { type ArrayInput, readArray } from '../data/array-input.ts';
import {
  type BatchIterable,
  batchesOfArrays,
  batchesOfIterable,
  isBatchIterable,
  oneBatch,
} from '../data/batch-source.ts';
import { matchInputRank } from '../data/match-input-rank.ts';
import { batchReader, readSamples } from '../data/read-samples.ts';
import { Execution } from '../programs/execution.ts';
import { type ExplainOptions, explain } from '../programs/explain.ts';
import { predictNow } from '../programs/predict-now.ts';
import { type SummaryOptions, summarize } from '../summary/summarize.ts';
import { callbacksOfRun } from '../training/callbacks-of-run.ts';
import { runTest } from '../training/evaluate.ts';
import { runFit, throwIfAborted } from '../training/fit.ts';
import {
  checkRun,
  type EvaluateOptions,
  type FitOptions,
  type PredictOptions,
} from '../training/fit-options.ts';
import { ModelRun } from '../training/model-run.ts';
import {
  planForArrays,
  planForBatches,
  requireBatchOptions,
  sourceOfArrays,
} from '../training/plan-fit.ts';
import { runPredict } from '../training/predict.ts';
import { runOnce } from '../training/run-once.ts';
import type { StepKind } from '../training/runner.ts';

export interface OnBatchOptions {
  /** Weight of each sample in the loss. @shape `[samples]` */
  readonly sampleWeight?: ArrayInput;
}

/** A layer that can be compiled, trained, judged and asked. The base class of all models. */
export abstract class Model<Options extends LayerOptions = LayerOptions> extends Layer<
  Options,
  WeightRecord
> {
  #compilation: Compilation | undefined;
  #execution: Execution | undefined;
  #history: History | undefined;
  #running = false;

  /** The layers a user put in, in order. */
  abstract get layers(): readonly Layer[];

  /**
   * Chooses how the model is trained and judged. Weights stay; what an optimizer remembers begins anew.
   *
   * @throws {@link ArgumentError} a name is unknown.
   */
  compile(options: CompileOptions = {}): void {
    if (this.#running) throw this.#busyError('compile');
    const compilation = new Compilation(options);
    this.#forgetExecution();
    this.#compilation?.dispose();
    this.#compilation = compilation;
  }

  /** The optimizer given to {@link compile}. @throws {@link StateError} before that. */
  get optimizer(): Optimizer {
    return this.#compiled('optimizer').optimizer;
  }

  /** What the last {@link fit} logged. */
  get history(): History | undefined {
    return this.#history;
  }

  /**
   * Trains for some epochs.
   *
   * @param x - Samples, batch axis first; or a dataset that brings batches `{ x, y }`.
   * @param y - Targets, one for each sample.
   * @returns Loss and metrics of every epoch.
   * @throws {@link StateError} the model is not compiled, or is being trained already.
   * @throws {@link DataError} data is empty or not finite.
   * @throws {@link ShapeError} data does not fit the model or the loss.
   * @throws {@link AbortError} the signal fired; weights are those after the last finished batch.
   */
  fit(x: ArrayInput, y: ArrayInput, options?: FitOptions): Promise<History>;
  fit(dataset: BatchIterable, options?: FitOptions): Promise<History>;
  async fit(
    data: ArrayInput | BatchIterable,
    second?: ArrayInput | FitOptions,
    third?: FitOptions,
  ): Promise<History> {
    const compilation = this.#compiled('fit');
    return this.#exclusively('fit', async () => {
      const plan = isBatchIterable(data)
        ? await planForBatches(this, compilation, data, second as FitOptions)
        : await planForArrays(this, compilation, data, second as ArrayInput, third);
      this.#history = plan.history;
      await runFit(plan, this.#executionNow());
      return plan.history;
    });
  }

  /**
   * Loss and metrics on data, without training.
   *
   * @returns As Keras: the loss alone if there are no metrics, else `[loss, …metrics]`; with `returnDict` an object.
   * @throws as {@link fit}
   */
  evaluate(
    x: ArrayInput,
    y: ArrayInput,
    options: EvaluateOptions & { readonly returnDict: true },
  ): Promise<Logs>;
  evaluate(x: ArrayInput, y: ArrayInput, options?: EvaluateOptions): Promise<number | number[]>;
  evaluate(
    dataset: BatchIterable,
    options: EvaluateOptions & { readonly returnDict: true },
  ): Promise<Logs>;
  evaluate(dataset: BatchIterable, options?: EvaluateOptions): Promise<number | number[]>;
  async evaluate(
    data: ArrayInput | BatchIterable,
    second?: ArrayInput | EvaluateOptions,
    third?: EvaluateOptions,
  ): Promise<number | number[] | Logs> {
    const compilation = this.#compiled('evaluate');
    const given = ((isBatchIterable(data) ? second : third) ?? {}) as EvaluateOptions;
    const options = checkRun('evaluate', given, ['sampleWeight', 'returnDict']);
    const source = isBatchIterable(data)
      ? batchesOfIterable('evaluate', data, batchReader('evaluate', this, true))
      : await sourceOfArrays('evaluate', this, compilation, options.batchSize, [
          data,
          second as ArrayInput,
          given.sampleWeight,
        ]);
    if (isBatchIterable(data)) requireBatchOptions('evaluate', given);
    throwIfAborted('evaluate', options.signal, 'call evaluate again');
    const { verbose } = options;
    const callbacks = callbacksOfRun(options);
    const run = new ModelRun(this, compilation, { epochs: 1, steps: source.steps, verbose });
    const task = { kind: 'test', model: this, compilation, source } as const;
    const runner = await this.#executionNow().runner('evaluate', task);
    const logs = await runTest({ runner, callbacks, run, signal: options.signal });
    throwIfAborted('evaluate', options.signal, 'call evaluate again');
    if (given.returnDict) return logs;
    const values = Object.values(logs);
    return values.length === 1 ? (values[0] ?? Number.NaN) : values;
  }

  /**
   * Predictions for samples, in ordinary memory.
   *
   * @param x - Samples, batch axis first; or a dataset.
   * @returns One row for each sample.
   */
  async predict(x: ArrayInput | BatchIterable, given: PredictOptions = {}): Promise<NdArray> {
    const options = checkRun('predict', given, []);
    const source = isBatchIterable(x)
      ? batchesOfIterable('predict', x, batchReader('predict', this, false))
      : batchesOfArrays(
          'predict',
          { x: matchInputRank('predict', this, await readArray('predict', 'x', x)) },
          { batchSize: options.batchSize, shuffleSeed: null },
        );
    const { verbose, signal } = options;
    const callbacks = callbacksOfRun(options);
    const run = new ModelRun(this, this.#compilation, { epochs: 1, steps: source.steps, verbose });
    const execution = this.#executionNow();
    execution.requireCompiler('predict');
    const rows = await runPredict({ model: this, execution, source, callbacks, run, signal });
    throwIfAborted('predict', signal, 'call predict again');
    return rows;
  }

  /**
   * Predictions for one batch, at once: for servers, and loops that cannot wait.
   *
   * Programs are opened and compiled meanwhile, so that the first calls on a form of batch run operation by operation
   * and those after it are fast. `await predict(…)` on one such batch first makes all of them fast.
   *
   * @param x - Samples, batch axis first.
   * @returns One row for each sample.
   * @throws {@link ShapeError} the samples do not fit the model.
   */
  predictOnBatch(x: ArrayInput): NdArray {
    return predictNow(this, this.#executionNow(), x);
  }

  /**
   * One training step on one batch.
   *
   * @returns The loss and metrics of this batch, by name.
   * @throws as {@link fit}
   */
  async trainOnBatch(
    x: ArrayInput,
    y: ArrayInput,
    { sampleWeight }: OnBatchOptions = {},
  ): Promise<Logs> {
    return this.#exclusively('trainOnBatch', () =>
      this.#onBatch('trainOnBatch', 'train', [x, y, sampleWeight]),
    );
  }

  /**
   * Loss and metrics on one batch, without training.
   *
   * @throws as {@link fit}
   */
  async testOnBatch(
    x: ArrayInput,
    y: ArrayInput,
    { sampleWeight }: OnBatchOptions = {},
  ): Promise<Logs> {
    return this.#onBatch('testOnBatch', 'test', [x, y, sampleWeight]);
  }

  /**
   * How the steps of this model have been run since `compile`: as compiled programs, or operation by operation and why.
   *
   * @example
   * console.log(model.explain({ tasks: true }));
   */
  explain(options: ExplainOptions = {}): string {
    return explain(this, this.#execution, options);
  }

  /** Prints a table of the layers, their output shapes and numbers of parameters, as Keras does. */
  summary(options: SummaryOptions = {}): void {
    const text = summarize(
      this,
      { optimizerSize: this.#compilation?.optimizerSize ?? null },
      options,
    );
    if (options.printFn) options.printFn(text);
    else console.log(text.trimEnd());
  }

  /** The architecture as Keras writes it into files: JSON, without weights. */
  getConfig(): JsonRecord {
    return serialize(this).config;
  }

  /** Copies of all weights, in Keras's order. */
  getWeights(): NdArray[] {
    return this.weights.map((weight) => new NdArray(weight.read(), weight.shape));
  }

  /**
   * Gives all weights new values.
   *
   * @throws {@link ArgumentError} there are more or fewer values than weights; {@link ShapeError} one has another shape.
   * No weight is changed then.
   */
  setWeights(values: readonly ArrayInput[]): void {
    const { weights } = this;
    if (values.length !== weights.length) {
      throw new ArgumentError({
        where: 'setWeights',
        problem: `the model has ${weights.length} weights, received ${values.length} values`,
        fix: this.isBuilt
          ? 'pass one array for each weight, as getWeights() returns them'
          : 'build the model first: give its first layer an inputShape, or call it on data',
      });
    }
    const given = values.map((value) => (isTensor(value) ? value : ndArray(value)));
    for (const [i, weight] of weights.entries()) weight.requireShape(given[i]?.shape ?? []);
    for (const [i, weight] of weights.entries()) weight.assign(given[i] as TensorLike);
  }

  /**
   * The layer of that name or at that place.
   *
   * @throws {@link ArgumentError} there is none.
   */
  getLayer(which: string | number): Layer {
    const { layers } = this;
    const found =
      typeof which === 'string' ? layers.find((layer) => layer.name === which) : layers.at(which);
    if (found) return found;
    throw new ArgumentError({
      where: 'getLayer',
      problem: `no layer ${typeof which === 'string' ? `is named "${which}"` : `stands at ${which}`}`,
      fix: `use one of ${layers.map((layer) => layer.name).join(', ')}`,
    });
  }

  override dispose(): void {
    super.dispose();
    this.#forgetExecution();
    this.#compilation?.dispose();
  }

  protected override get castsInput(): boolean {
    return false;
  }

  #compiled(where: string): Compilation {
    if (this.#compilation) return this.#compilation;
    throw new StateError({
      where,
      problem: `model "${this.name}" is not compiled`,
      fix: "call model.compile({ optimizer: 'adam', loss: 'mean_squared_error' }) first",
    });
  }

  /** How steps are run with the backend that is in use now. */
  #executionNow(): Execution {
    const backend = currentBackend()?.backend;
    if (this.#execution && this.#execution.backend !== backend) this.#forgetExecution();
    this.#execution ??= new Execution({ model: this, compilation: this.#compilation, backend });
    return this.#execution;
  }

  /** Takes weights and slots out of the programs. */
  #forgetExecution(): void {
    this.#execution?.dispose();
    this.#execution = undefined;
  }

  /** One step on one batch. */
  async #onBatch(
    where: string,
    kind: StepKind,
    [x, y, sampleWeight]: readonly [ArrayInput, ArrayInput, ArrayInput | undefined],
  ): Promise<Logs> {
    const compilation = this.#compiled(where);
    const source = oneBatch(where, await readSamples(where, this, x, y, sampleWeight));
    const task = { kind, model: this, compilation, source };
    return runOnce(await this.#executionNow().runner(where, task));
  }

  /** Two trainings of one model at a time would mix their steps. */
  async #exclusively<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
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
