import type { AnyLayer, Logs, NumericArray } from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch, BatchSource } from '../data/batch-source.ts';
import type { ProgramRecords } from '../programs/program-record.ts';
import type { Awaitable } from './awaitable.ts';
import { finishEagerly, testEagerly, trainEagerly } from './eager-steps.ts';
import { MetricCells } from './metric-cells.ts';
import { prepare } from './prepare.ts';
import type { BatchWalk, MetricValues, Runner, StepKind } from './runner.ts';
import { SourceWalk } from './source-walk.ts';

/** Which steps are run, and on what. */
export interface StepTask {
  readonly kind: StepKind;
  readonly model: AnyLayer;
  readonly compilation: Compilation;
  readonly source: BatchSource;
}

/** Runs steps as tensor operations, one after the other. */
export class EagerRunner implements Runner {
  readonly source: BatchSource;
  readonly #task: StepTask;
  readonly #records: ProgramRecords;
  #metrics: MetricCells | undefined;
  /** What metrics begin with, for they are made when the first batch is there. */
  #loaded: readonly NumericArray[] | undefined;

  constructor(task: StepTask, records: ProgramRecords) {
    this.source = task.source;
    this.#task = task;
    this.#records = records;
  }

  batches(pass: number, first = 0): BatchWalk {
    return new SourceWalk(this.source.batches(pass), first, {
      take: (batch) => this.take(batch),
      pass: (batch) => this.#begin(batch),
    });
  }

  resetMetrics(): void {
    this.#metrics?.reset();
  }

  read(): Awaitable<Logs> {
    return this.#metrics?.read() ?? {};
  }

  saveMetrics(): readonly MetricValues[] {
    return this.#metrics?.save() ?? [];
  }

  loadMetrics(values: readonly NumericArray[]): void {
    if (this.#metrics) this.#metrics.load(values);
    else this.#loaded = values;
  }

  synchronize(): void {}

  finish(): void {
    finishEagerly(this.#task.compilation);
  }

  dispose(): void {
    this.#metrics?.dispose();
  }

  /** Runs one batch. */
  take(batch: Batch): void {
    const { kind, model, compilation } = this.#task;
    const scoring = this.#begin(batch);
    const step = kind === 'train' ? trainEagerly : testEagerly;
    step(model, compilation, scoring, this.metricsFor(scoring), batch);
    this.#records.of(kind, batch).eagerBatches++;
  }

  /** Builds the model, and chooses loss and metrics. */
  #begin(batch: Batch): Scoring {
    const { kind, model, compilation } = this.#task;
    const scoring = prepare(model, compilation, batch, kind);
    this.metricsFor(scoring);
    return scoring;
  }

  /** Where this run keeps count. */
  metricsFor({ metrics }: Scoring): MetricCells {
    if (this.#metrics?.group !== metrics) {
      this.#metrics?.dispose();
      this.#metrics = new MetricCells(metrics);
      if (this.#loaded) this.#metrics.load(this.#loaded);
      this.#loaded = undefined;
    }
    return this.#metrics;
  }
}
