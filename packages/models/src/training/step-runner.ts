/**
 * Runs steps one after the other and carries their state.
 *
 * Weights live in the model, slots in the compilation, metric states here. A step that fails changes nothing.
 */

import {
  dispose,
  keep,
  type Layer,
  type Logs,
  scalar,
  type Tensor,
  tensor,
  tidy,
  type Weight,
} from '@myelin/core';
import { type Compilation, type Scoring, selectionOf } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import type { BatchTensors } from './step.ts';
import { testStep, trainStep } from './step.ts';

export class StepRunner {
  readonly #model: Layer;
  readonly #compilation: Compilation;
  #metrics: readonly Tensor[] = [];

  constructor(model: Layer, compilation: Compilation) {
    this.#model = model;
    this.#compilation = compilation;
  }

  /** One training step on a batch. */
  train(batch: Batch): void {
    const scoring = this.#begin(batch);
    const compilation = this.#compilation;
    const selection = compilation.begin(this.#model);
    const { weights } = selection;
    const { optimizer, slots, seed, steps } = compilation;
    const values = weights.map((weight) => weight.value);

    const next = tidy(() => {
      const after = trainStep(
        { ...scoring, ...selection, model: this.#model, optimizer },
        { weights: values, slots, metrics: this.#metrics },
        {
          ...batchTensors(batch),
          seed: scalar(seed | 0, 'int32'),
          step: scalar(steps, 'int32'),
          learningRate: scalar(optimizer.learningRate),
        },
      );
      for (const state of [after.weights, after.slots, after.metrics]) state.forEach(keep);
      return after;
    });
    adoptAll(weights, next.weights);
    compilation.adoptSlots(next.slots);
    compilation.steps = steps + 1;
    this.#adoptMetrics(next.metrics);
  }

  /** Judges a batch. */
  test(batch: Batch): void {
    const scoring = this.#begin(batch);
    const selection = this.#compilation.selection ?? selectionOf(this.#model);
    const values = selection.weights.map((weight) => weight.value);
    const state = { weights: values, metrics: this.#metrics };
    const plan = { ...scoring, ...selection, model: this.#model };
    this.#adoptMetrics(tidy(() => testStep(plan, state, batchTensors(batch)).map(keep)));
  }

  /** Ends training: weights become what the optimizer ends with, for example their moving averages. */
  finish(): void {
    const { optimizer, selection, slots } = this.#compilation;
    const trainable = selection?.trainable ?? [];
    const before = trainable.map((weight) => weight.value);
    adoptAll(
      trainable,
      tidy(() =>
        optimizer.finalValues(before, slots).map((value, i) => copyIfOther(value, before[i])),
      ),
    );
  }

  /** Forgets the batches so far. */
  resetMetrics(): void {
    dispose(...this.#metrics);
    this.#metrics = [];
  }

  /** Loss and metrics over the batches since the last reset. */
  async read(): Promise<Logs> {
    const metrics = this.#compilation.scoring?.metrics;
    return metrics && this.#metrics.length > 0 ? metrics.read(this.#metrics) : {};
  }

  /** Gives the metric states back. */
  dispose(): void {
    this.resetMetrics();
  }

  /**
   * Builds the model and chooses loss and metrics, the first time; checks the targets every time.
   *
   * @throws {@link ShapeError} the samples do not fit the model.
   * @throws {@link DataError} the loss cannot take the targets.
   */
  prepare(batch: Batch): Scoring {
    const input = [null, ...batch.x.shape.slice(1)];
    this.#model.buildFor(input);
    const yPred = this.#model.outputShape(input);
    const scoring = this.#compilation.scoringFor(batch.y?.shape ?? [], yPred);
    if (batch.y) scoring.loss.checkTargets?.(batch.y, [batch.x.length, ...yPred.slice(1)]);
    return scoring;
  }

  #begin(batch: Batch): Scoring {
    const scoring = this.prepare(batch);
    if (this.#metrics.length === 0) {
      this.#metrics = tidy(() => scoring.metrics.initialState().map(keep));
    }
    return scoring;
  }

  #adoptMetrics(next: readonly Tensor[]): void {
    const old = this.#metrics.filter((state) => !next.includes(state));
    this.#metrics = next;
    dispose(...old);
  }
}

/** A batch on the backend: samples as float32, targets as float32 or int32. */
function batchTensors({ x, y, sampleWeight }: Batch): BatchTensors {
  return {
    x: tensor(x, 'float32'),
    y: y ? tensor(y.dtype === 'bool' ? y.astype('float32') : y) : scalar(0),
    sampleWeight: sampleWeight && tensor(sampleWeight, 'float32'),
  };
}

/** A value that is to replace `before` must not be shared with a slot. */
function copyIfOther(value: Tensor, before: Tensor | undefined): Tensor {
  return value === before ? value : value.reshape(value.shape);
}

function adoptAll(weights: readonly Weight[], values: readonly Tensor[]): void {
  for (const [i, weight] of weights.entries()) weight.adopt(values[i] as Tensor);
}
