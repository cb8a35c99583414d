import type { Logs, NumericArray } from '@myelin/core';
import type { RowStore } from '@myelin/program';
import type { Batch, BatchSource, Rows } from '../data/batch-source.ts';
import { columnsOf } from '../data/columns.ts';
import { type Inputs, rowsOf } from '../data/inputs.ts';
import { type Awaitable, after } from '../training/awaitable.ts';
import { EagerRunner, type StepTask } from '../training/eager-runner.ts';
import { finishEagerly } from '../training/eager-steps.ts';
import { prepare } from '../training/prepare.ts';
import type { BatchWalk, MetricValues, Runner } from '../training/runner.ts';
import { SourceWalk } from '../training/source-walk.ts';
import type { ModelProgram } from './model-program.ts';
import type { JudgedStep, ModelPrograms } from './model-programs.ts';
import type { FoundProgram } from './program-library.ts';
import type { ProgramRecords } from './program-record.ts';
import { RowsWalk } from './rows-walk.ts';

type OpenPrograms = (x: Inputs) => Awaitable<ModelPrograms | undefined>;

/** Programs that every epoch needs. */
interface Bookkeeping {
  readonly reset: FoundProgram;
  readonly report: FoundProgram;
}

/** Rows that the session holds, and the programs that take them. */
interface StoredRows {
  readonly rows: Rows;
  readonly store: RowStore;
  readonly full: FoundProgram;
  readonly last: FoundProgram;
}

/** Runs steps as compiled programs; those that cannot be compiled, operation by operation. */
export class CompiledRunner implements Runner {
  readonly source: BatchSource;
  readonly #task: StepTask;
  readonly #eager: EagerRunner;
  readonly #open: OpenPrograms;
  #programs: ModelPrograms | undefined;
  #step: JudgedStep | undefined;
  #books: Bookkeeping | undefined;
  #stored: StoredRows | undefined;

  private constructor(task: StepTask, records: ProgramRecords, open: OpenPrograms) {
    this.source = task.source;
    this.#task = task;
    this.#eager = new EagerRunner(task, records);
    this.#open = open;
  }

  /** Where the source is rows in memory, the session takes them in, and programs are compiled at once. */
  static async over(
    task: StepTask,
    records: ProgramRecords,
    open: OpenPrograms,
  ): Promise<CompiledRunner> {
    const runner = new CompiledRunner(task, records, open);
    try {
      if (task.source.rows) await runner.#takeIn(task.source.rows);
    } catch (error) {
      runner.dispose();
      throw error;
    }
    return runner;
  }

  batches(pass: number, first = 0): BatchWalk {
    const { store, rows, full, last } = this.#stored ?? {};
    if (!store || !rows || !this.#isUsable()) {
      return new SourceWalk(this.source.batches(pass), first, {
        take: (batch) => this.#take(batch),
        pass: (batch) => this.#begin(batch),
      });
    }
    return new RowsWalk(store, rows, rows.order(pass), first, {
      full,
      last,
      claim: () => this.#claim(),
      take: (batch) => this.#take(batch),
    });
  }

  resetMetrics(): Awaitable<void> {
    const reset = this.#books?.reset;
    return reset && this.#isClaimed() ? reset.run({}) : this.#eager.resetMetrics();
  }

  read(): Awaitable<Logs> {
    const step = this.#step;
    const report = this.#books?.report;
    return report && step && this.#isUsable() ? this.#readFrom(report, step) : this.#readEagerly();
  }

  saveMetrics(): readonly MetricValues[] {
    return this.#eager.saveMetrics();
  }

  loadMetrics(values: readonly NumericArray[]): void {
    this.#eager.loadMetrics(values);
  }

  synchronize(): Awaitable<void> {
    if (!this.#isUsable() || this.#programs?.session.synchronous) return undefined;
    return this.#programs?.states.synchronize();
  }

  async finish(): Promise<void> {
    const { compilation } = this.#task;
    const programs = this.#programs;
    const program = this.#isUsable() ? await programs?.finish() : undefined;
    if (program) return program.run({});
    await this.synchronize();
    finishEagerly(compilation);
  }

  dispose(): void {
    const programs = this.#isUsable() ? this.#programs : undefined;
    this.#eager.dispose();
    if (programs && this.#step) programs.release(this.#step);
    if (programs) this.#stored?.store.dispose();
    this.#stored = undefined;
  }

  async #takeIn(rows: Rows): Promise<void> {
    const { arrays, batchSize } = rows;
    const count = rowsOf(arrays.x);
    const full = Math.min(batchSize, count);
    const first = rows.batch(0, full);
    const programs = await this.#begin(first);
    const step = this.#step;
    if (!programs || !step) return;
    const rest = count % full;
    const fullProgram = await programs.step(step, first);
    const lastProgram =
      rest === 0 ? fullProgram : await programs.step(step, rows.batch(count - rest, count));
    if (!fullProgram && !lastProgram) return;
    const store = await programs.session.addRows(columnsOf(arrays));
    if (store) this.#stored = { rows, store, full: fullProgram, last: lastProgram };
  }

  /** Runs one batch, in whichever way it can be. */
  #take(batch: Batch): Awaitable<void> {
    return after(this.#begin(batch), (programs) => {
      const step = this.#step;
      if (!programs || !step || !this.#isUsable()) return this.#takeEagerly(batch);
      return after(programs.step(step, batch), (program) =>
        program ? this.#run(program, batch) : this.#takeEagerly(batch),
      );
    });
  }

  #run(program: ModelProgram, batch: Batch): Awaitable<void> {
    this.#claim();
    return program.run(columnsOf(batch));
  }

  #takeEagerly(batch: Batch): Awaitable<void> {
    return after(this.synchronize(), () => this.#eager.take(batch));
  }

  /** Builds the model, chooses loss and metrics, and opens the programs. */
  #begin(batch: Batch): Awaitable<ModelPrograms | undefined> {
    const { kind, model, compilation } = this.#task;
    const scoring = prepare(model, compilation, batch, kind);
    if (this.#step?.scoring === scoring) return this.#programs;
    if (this.#step) this.#programs?.release(this.#step);
    const step = { kind, scoring, metrics: this.#eager.metricsFor(scoring) };
    this.#step = step;
    this.#books = undefined;
    return this.#openFor(step, batch.x);
  }

  async #openFor(step: JudgedStep, x: Inputs): Promise<ModelPrograms | undefined> {
    this.#programs ??= await this.#open(x);
    const programs = this.#programs;
    if (programs) {
      this.#books = { reset: await programs.reset(step), report: await programs.report(step) };
    }
    return programs;
  }

  /** Whether programs can be run: whoever closed them took the states out. */
  #isUsable(): boolean {
    return this.#programs !== undefined && !this.#programs.isDisposed;
  }

  #isClaimed(): boolean {
    return (
      this.#step !== undefined &&
      this.#isUsable() &&
      this.#programs?.hasClaimed(this.#step) === true
    );
  }

  #claim(): void {
    if (this.#step && this.#isUsable()) this.#programs?.claim(this.#step);
  }

  #readFrom(report: ModelProgram, { scoring }: JudgedStep): Awaitable<Logs> {
    this.#claim();
    return after(report.run({}), () => {
      const logs: Logs = {};
      for (const name of scoring.metrics.names) logs[name] = report.result(name)[0] ?? Number.NaN;
      return logs;
    });
  }

  async #readEagerly(): Promise<Logs> {
    await this.synchronize();
    return this.#eager.read();
  }
}
