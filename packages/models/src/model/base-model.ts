/**
 * Models: layers that can be compiled, trained, judged and asked.
 *
 * This class, with those under it, is the public face; each verb's work is done in a file of its own under `training/`.
 */

import {
  type History,
  isShape,
  type LayerOptions,
  type Logs,
  type NdArray,
  type Shape,
  type ShapesOf,
  type Structure,
  type Tensor,
  type Tensors,
  type WithLeaves,
  withLeaves,
} from '@myelin/core';
import { type BatchData, isBatchData, type SampleData } from '../data/batch-data.ts';
import type { InputArray, InputSpec, PerInput } from '../data/per-input.ts';
import type { PerOutput } from '../data/per-output.ts';
import { predictNow } from '../programs/predict-now.ts';
import { ModelTrace } from '../trace/model-trace.ts';
import { traceStep } from '../trace/trace-step.ts';
import { callbacksOfRun } from '../training/callbacks-of-run.ts';
import { runTest } from '../training/evaluate.ts';
import { runFit, throwIfAborted } from '../training/fit.ts';
import {
  checkPredict,
  type EvaluateOptions,
  type FitOptions,
  type PredictOptions,
} from '../training/fit-options.ts';
import { ModelRun } from '../training/model-run.ts';
import {
  type OnBatchPlan,
  stepOnBatch,
  type TestOnBatchOptions,
  type TrainOnBatchOptions,
  valuesOf,
} from '../training/on-batch.ts';
import { planForArrays, planForBatches, planForTest } from '../training/plan-fit.ts';
import { sourceForPredict } from '../training/plan-predict.ts';
import { runPredict } from '../training/predict.ts';
import type { StepKind } from '../training/runner.ts';
import { CompiledModel } from './compiled-model.ts';

/** Targets; null where the steps of a model need none. */
type Targets = PerOutput | null;

/** Data in the structure of what a model takes. */
export type ArraysFor<In> = WithLeaves<In, Tensor, InputArray>;

/** Arrays in the structure of what a model gives. */
export type ArraysOf<Out> = WithLeaves<Out, Tensor, NdArray>;

type WithDict = { readonly returnDict: true };

/** A layer that can be compiled, trained, judged and asked. The base class of all models. */
export abstract class BaseModel<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends CompiledModel<Options, In, Out> {
  /** Set it, for example in a callback, to end `fit` after the present batch. */
  get stopTraining(): boolean {
    return this.ending.isWanted;
  }

  set stopTraining(stop: boolean) {
    this.ending.isWanted = stop;
  }

  /** Whether somebody wants training to end; a model and its compiled part share it. */
  protected ending = { isWanted: false };
  #history: History | undefined;
  /** The structure of the outputs, once there were some. */
  #outputs: Structure<Shape> | undefined;

  /** What the model takes, where that is known before there is data. @internal */
  get inputSpec(): InputSpec | undefined {
    return undefined;
  }

  /** What the last {@link fit} logged. */
  get history(): History | undefined {
    return this.#history;
  }

  /**
   * Trains for some epochs.
   *
   * @param x - Samples, batch axis first; or data that brings batches `{ x, y }` or `[x, y]`: a dataset, a generator, or a
   * function that is called for one in each epoch.
   * @param y - Targets, one for each sample; for several outputs a list in their order, or a record by their names. Null is
   * for models that are compiled without loss and metrics and have steps of their own.
   * @returns Loss and metrics of every epoch.
   * @throws {@link StateError} the model is not compiled, or is being trained already.
   * @throws {@link DataError} data is empty or not finite.
   * @throws {@link ShapeError} data does not fit the model or the loss.
   * @throws {@link AbortError} the signal fired; weights are those after the last finished batch.
   */
  fit(x: ArraysFor<In>, y: Targets, options?: FitOptions): Promise<History>;
  fit(data: BatchData, options?: FitOptions): Promise<History>;
  async fit(
    data: ArraysFor<In> | BatchData,
    second?: Targets | FitOptions,
    third?: FitOptions,
  ): Promise<History> {
    const compilation = this.requireCompilation('fit');
    return this.exclusively('fit', async () => {
      const plan = isBatchData(data)
        ? await planForBatches(this.stepped, compilation, data, second as FitOptions)
        : await planForArrays(
            this.stepped,
            compilation,
            [data as PerInput, second as Targets],
            third,
          );
      this.#history = plan.history;
      await runFit(plan, this.executionNow());
      return plan.history;
    });
  }

  /**
   * Loss and metrics on data, without training.
   *
   * @returns As Keras: the loss alone if there are no metrics, else `[loss, …metrics]`; with `returnDict` an object.
   * @throws as {@link fit}
   */
  evaluate(x: ArraysFor<In>, y: Targets, options: EvaluateOptions & WithDict): Promise<Logs>;
  evaluate(x: ArraysFor<In>, y: Targets, options?: EvaluateOptions): Promise<number | number[]>;
  evaluate(data: BatchData, options: EvaluateOptions & WithDict): Promise<Logs>;
  evaluate(data: BatchData, options?: EvaluateOptions): Promise<number | number[]>;
  async evaluate(
    data: ArraysFor<In> | BatchData,
    second?: Targets | EvaluateOptions,
    third?: EvaluateOptions,
  ): Promise<number | number[] | Logs> {
    const compilation = this.requireCompilation('evaluate');
    const { source, options } = isBatchData(data)
      ? await planForTest(this.stepped, compilation, data, second as EvaluateOptions)
      : await planForTest(this.stepped, compilation, [data as PerInput, second as Targets], third);
    const { verbose, signal, steps, returnDict } = options;
    throwIfAborted('evaluate', signal, 'call evaluate again');
    const callbacks = callbacksOfRun(options);
    const parameters = { epochs: 1, steps: steps ?? source.steps, verbose };
    const run = new ModelRun(this.stepped, compilation, parameters);
    const task = { kind: 'test', model: this.stepped, compilation, source } as const;
    const runner = await this.executionNow().runner('evaluate', task);
    const logs = await runTest({ runner, callbacks, run, signal, steps });
    throwIfAborted('evaluate', signal, 'call evaluate again');
    return returnDict ? logs : valuesOf(logs);
  }

  /**
   * Predictions for samples, in ordinary memory.
   *
   * @param x - Samples, batch axis first; or data that brings batches, with targets or of the samples alone.
   * @returns One row for each sample; for several outputs in their structure.
   */
  async predict(x: ArraysFor<In> | SampleData, given: PredictOptions = {}): Promise<ArraysOf<Out>> {
    const options = checkPredict(given);
    const model = this.stepped;
    const source = await sourceForPredict(model, x as PerInput | SampleData, options);
    const { verbose, signal } = options;
    const callbacks = callbacksOfRun(options);
    const run = new ModelRun(model, this.compilation, { epochs: 1, steps: source.steps, verbose });
    const execution = this.executionNow();
    execution.requireCompiler('predict');
    const outputs = await runPredict({ model, execution, source, callbacks, run, signal });
    throwIfAborted('predict', signal, 'call predict again');
    return this.#asOutputs(outputs);
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
  predictOnBatch(x: ArraysFor<In>): ArraysOf<Out> {
    return this.#asOutputs(predictNow(this.stepped, this.executionNow(), x as PerInput));
  }

  /**
   * One training step on one batch.
   *
   * @returns Loss and metrics of this batch alone, as {@link evaluate} answers: nothing is gathered from call to call.
   * @throws as {@link fit}
   */
  trainOnBatch(
    x: ArraysFor<In>,
    y: Targets,
    options: TrainOnBatchOptions & WithDict,
  ): Promise<Logs>;
  trainOnBatch(
    x: ArraysFor<In>,
    y: Targets,
    options?: TrainOnBatchOptions,
  ): Promise<number | number[]>;
  async trainOnBatch(
    x: ArraysFor<In>,
    y: Targets,
    options: TrainOnBatchOptions = {},
  ): Promise<number | number[] | Logs> {
    return this.exclusively('trainOnBatch', () =>
      stepOnBatch(this.#onBatch('trainOnBatch', 'train'), [x as PerInput, y], options),
    );
  }

  /**
   * Loss and metrics on one batch, without training.
   *
   * @returns as {@link trainOnBatch}
   * @throws as {@link fit}
   */
  testOnBatch(x: ArraysFor<In>, y: Targets, options: TestOnBatchOptions & WithDict): Promise<Logs>;
  testOnBatch(
    x: ArraysFor<In>,
    y: Targets,
    options?: TestOnBatchOptions,
  ): Promise<number | number[]>;
  async testOnBatch(
    x: ArraysFor<In>,
    y: Targets,
    options: TestOnBatchOptions = {},
  ): Promise<number | number[] | Logs> {
    return stepOnBatch(this.#onBatch('testOnBatch', 'test'), [x as PerInput, y], options);
  }

  /**
   * A look inside one step: what each layer takes, adds up and gives for samples, and the derivatives of the loss with respect
   * to all of that and to the weights. Nothing is changed.
   *
   * @throws as {@link fit}
   * @example
   * (await model.trace([[1, -1]], [[0.4]])).print();
   */
  async trace(x: ArraysFor<In>, y: PerOutput): Promise<ModelTrace> {
    const parts = { model: this.stepped, compilation: this.requireCompilation('trace') };
    return new ModelTrace(await traceStep(parts, x as PerInput, y));
  }

  /** Arrays in the structure of the outputs. */
  #asOutputs(arrays: readonly NdArray[]): ArraysOf<Out> {
    // Before the first samples a model may have no shapes.
    this.#outputs ??= this.outputShape(this.builtInputShape as ShapesOf<In>) as Structure<Shape>;
    return withLeaves(this.#outputs, isShape, arrays) as ArraysOf<Out>;
  }

  #onBatch(where: string, kind: StepKind): OnBatchPlan {
    const compilation = this.requireCompilation(where);
    return { where, kind, model: this.stepped, compilation, execution: this.executionNow() };
  }
}
