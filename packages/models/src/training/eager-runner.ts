import type { Layer, Logs } from '@myelin/core';
import type { Compilation, Scoring } from '../compile/compilation.ts';
import type { Batch, BatchSource } from '../data/batch-source.ts';
import type { ProgramRecords } from '../programs/program-record.ts';
import type { Awaitable } from './awaitable.ts';
import { finishEagerly, testEagerly, trainEagerly } from './eager-steps.ts';
import { MetricCells } from './metric-cells.ts';
import { prepare } from './prepare.ts';
import type { BatchWalk, Runner, StepKind } from './runner.ts';
import { SourceWalk } from './source-walk.ts';

/** Which steps are run, and on what. */
export interface StepTask {
  readonly kind: StepKind;
  readonly model: Layer;
  readonly compilation: Compilation;
  readonly source: BatchSource;
}

/** Runs steps as tensor operations, one after the other. */
export class EagerRunner implements Runner {
  readonly source: BatchSource;
  readonly #task: StepTask;
  readonly #records: ProgramRecords;
  #metrics: MetricCells | undefined;

  constructor(task: StepTask, records: ProgramRecords) {
    this.source = task.source;
    this.#task = task;
    this.#records = records;
  }

  batches(epoch: number): BatchWalk {
    return new SourceWalk(this.source.batches(epoch), (batch) => this.take(batch));
  }

  resetMetrics(): void {
    this.#metrics?.reset();
  }

  read(): Awaitable<Logs> {
    return this.#metrics?.read() ?? {};
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
    const scoring = prepare(model, compilation, batch);
    const step = kind === 'train' ? trainEagerly : testEagerly;
    step(model, compilation, scoring, this.metricsFor(scoring), batch);
    this.#records.of(kind, batch).eagerBatches++;
  }

  /** Where this run keeps count. */
  metricsFor({ metrics }: Scoring): MetricCells {
    if (this.#metrics?.group !== metrics) {
      this.#metrics?.dispose();
      this.#metrics = new MetricCells(metrics);
    }
    return this.#metrics;
  }
}
