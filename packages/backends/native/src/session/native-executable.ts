/** A program in the engine, ready to run on batches of rows or on arrays that are handed over. */

import { ArgumentError, EventLoopBreather, type NdArray, shapeSize } from '@myelin/core';
import type {
  CompileReport,
  DataType,
  Executable,
  Program,
  RowBatches,
  TaskTime,
} from '@myelin/program';
import type { NativeProgram, NativeRows } from '../binding/native-binding.ts';
import { backendError, translated } from './native-error.ts';
import { SessionRows } from './native-rows.ts';
import { RowsInPlace } from './rows-in-place.ts';
import { type ResultType, SmallResults } from './small-results.ts';
import { fromWords, toWords, viewOf } from './words.ts';

/**
 * Work, in multiply-adds and element visits, that the caller may wait for: some 2 ms. Going to another thread and back
 * takes about 30 µs.
 */
const WORTH_LEAVING = 5e7;

/** How long rows are read where they lie without a pause. */
const PIECE_MS = 3;

interface InputSlot {
  readonly slot: number;
  readonly dtype: DataType;
}

/** What the session says on how its programs run. */
export interface ExecutionRules {
  /** Whether a single run may keep the caller waiting. */
  readonly isSynchronous: boolean;
  /** Threads of the session. */
  readonly threads: number;
}

/** Runs whose rows are all of `order`. */
interface NativeSpan {
  readonly order: Int32Array;
  readonly runs: number;
  readonly collect: RowBatches['collect'];
}

export class NativeExecutable implements Executable {
  readonly report: CompileReport;
  readonly #native: NativeProgram;
  readonly #isSynchronous: boolean;
  readonly #threads: number;
  readonly #batches = new Map<string, InputSlot>();
  readonly #parameters = new Map<string, InputSlot>();
  readonly #results = new Map<string, ResultType>();
  readonly #steps: readonly number[];
  readonly #batchRows: number;
  readonly #isTimed: boolean;
  readonly #small: SmallResults;
  readonly #words = new Uint32Array(1);
  /** Whether the small results are those of the last run. */
  #isFresh = false;
  /** Number of the next step; it grows with each run. */
  #step = Number.NaN;
  #order: Int32Array | undefined;

  constructor(
    native: NativeProgram,
    { inputs, outputs }: Program,
    report: CompileReport,
    { isSynchronous, threads }: ExecutionRules,
  ) {
    this.#native = native;
    this.report = report;
    this.#isSynchronous = isSynchronous;
    this.#threads = threads;
    const steps: number[] = [];
    let batchRows = 0;
    for (const { origin, shape, dtype } of inputs) {
      if (origin.kind !== 'input') continue;
      const { name, role } = origin.input;
      if (role !== 'batch' && role !== 'parameter' && role !== 'step') continue;
      const slot = native.slot(role, name);
      if (role === 'batch') {
        this.#batches.set(name, { slot, dtype });
        batchRows = shape[0] ?? 1;
      } else if (role === 'step') steps.push(slot);
      else this.#parameters.set(name, { slot, dtype });
    }
    for (const { name, role, value } of outputs) {
      if (role !== 'result') continue;
      const slot = native.slot('result', name);
      const { dtype, shape } = value;
      this.#results.set(name, { name, slot, dtype, size: shapeSize(shape) });
    }
    this.#small = new SmallResults([...this.#results.values()]);
    this.#steps = steps;
    this.#batchRows = batchRows;
    this.#isTimed = isProfiled();
    if (this.#isTimed) native.startClock();
  }

  get profile(): readonly TaskTime[] | undefined {
    if (!this.#isTimed) return undefined;
    const times = this.#native.clock();
    const runs = times.at(-1) ?? 0;
    return times.slice(0, -1).map((microseconds, i) => ({
      task: this.report.tasks[i] ?? 'copies of states',
      microseconds: microseconds / Math.max(1, runs),
      runs,
    }));
  }

  setParameter(name: string, value: number): void {
    const parameter = this.#parameters.get(name);
    if (parameter) this.#write(parameter.slot, toWords([value], parameter.dtype));
  }

  setStep(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    this.#words[0] = step;
    for (const slot of this.#steps) this.#write(slot, this.#words);
  }

  advance(batches: RowBatches): void | Promise<void> {
    const { store, first, runs, collect } = batches;
    const count = runs * this.#batchRows;
    const order = batches.order ?? this.#consecutive(Math.max(store.rows, first + count));
    const isWhole = first === 0 && order.length === count;
    const span = { order: isWhole ? order : order.subarray(first, first + count), runs, collect };
    if (store instanceof RowsInPlace) return this.#advanceInPlace(store, span);
    const rows = store instanceof SessionRows ? store.native : undefined;
    if (!rows) throw noRows();
    return this.#isShort(runs) ? this.#advanceNow(rows, span) : this.#advanceLater(rows, span);
  }

  run(inputs: Readonly<Record<string, NdArray>>): void | Promise<void> {
    for (const [name, { slot, dtype }] of this.#batches) {
      const array = inputs[name];
      if (array) this.#write(slot, toWords(array.data, dtype));
    }
    const next = this.#leaveStep(1);
    this.#isFresh = false;
    if (!this.#isSynchronous) return this.#runLater(next);
    translated(() => this.#native.run(this.#small.words));
    this.#step = next;
    this.#isFresh = true;
  }

  readResult(name: string): Float32Array | Int32Array {
    const result = this.#result(name);
    const { slot, dtype, size } = result;
    if (this.#isFresh && this.#small.words.length > 0) return this.#small.read(result);
    return fromWords(size, dtype, (words) =>
      translated(() => this.#native.readResult(slot, words)),
    );
  }

  async #runLater(next: number): Promise<void> {
    await this.#native.runLater().catch(rethrow);
    this.#step = next;
  }

  /** Whether the caller may wait for so many runs. */
  #isShort(runs: number): boolean {
    return this.#isSynchronous && this.#native.work * runs < WORTH_LEAVING;
  }

  #advanceInPlace(store: RowsInPlace, span: NativeSpan): void | Promise<void> {
    if (this.#isShort(span.runs)) return this.#advanceThere(store, span);
    return this.#isShort(1)
      ? this.#advanceInPieces(store, span)
      : this.#advanceTakenIn(store, span);
  }

  /** Runs while this thread waits, with pauses for other work. */
  async #advanceInPieces(store: RowsInPlace, { order, runs, collect }: NativeSpan): Promise<void> {
    const rows = this.#batchRows;
    const width = collect ? this.#result(collect.name).size : 0;
    const breather = new EventLoopBreather(PIECE_MS);
    // Threads that take whole batches want some each.
    const most = Math.max(2, Math.ceil(WORTH_LEAVING / this.#native.work)) * this.#threads;
    for (let begin = 0; begin < runs; begin += most) {
      const end = Math.min(begin + most, runs);
      this.#advanceThere(store, {
        order: order.subarray(begin * rows, end * rows),
        runs: end - begin,
        collect: collect && { ...collect, into: collect.into.subarray(begin * width, end * width) },
      });
      await breather.breathe();
    }
  }

  /** A single run that is long cannot be cut: it goes to another thread, with a copy of the rows. */
  async #advanceTakenIn(store: RowsInPlace, span: NativeSpan): Promise<void> {
    const rows = await store.takenIn();
    return rows ? this.#advanceLater(rows, span) : this.#advanceInPieces(store, span);
  }

  #advanceThere({ columns, names, rows }: RowsInPlace, span: NativeSpan): void {
    if (!columns) throw noRows();
    if (columns.some(({ length }) => length === 0)) throw transferredAway();
    this.#waitFor(span, ({ order, runs }, slot, into) => {
      this.#native.advanceInPlace(rows, names, columns, order, runs, slot, into);
    });
  }

  #advanceNow(rows: NativeRows, span: NativeSpan): void {
    this.#waitFor(span, ({ order, runs }, slot, into) => {
      this.#native.advance(rows, order, runs, slot, into);
    });
  }

  /** @param advance - Gets the slot that is collected, -1 for none, and what its words are put into. */
  #waitFor(
    span: NativeSpan,
    advance: (span: NativeSpan, slot: number, into: Uint32Array) => void,
  ): void {
    const { runs, collect } = span;
    const slot = collect ? this.#result(collect.name).slot : -1;
    const into = collect ? viewOf(collect.into) : nothing;
    const next = this.#leaveStep(runs);
    this.#isFresh = false;
    translated(() => advance(span, slot, into));
    this.#step = next;
  }

  async #advanceLater(rows: NativeRows, { order, runs, collect }: NativeSpan): Promise<void> {
    const result = collect && this.#result(collect.name);
    const words = result ? result.size * runs : 0;
    const next = this.#leaveStep(runs);
    this.#isFresh = false;
    const collected = await translated(() =>
      this.#native.advanceLater(rows, order, runs, result?.slot ?? -1, words),
    ).catch(rethrow);
    this.#isFresh = false;
    this.#step = next;
    if (collect) viewOf(collect.into).set(collected);
  }

  /** The number of the step after so many runs; until they are over, nobody knows which it is. */
  #leaveStep(runs: number): number {
    const next = this.#step + runs;
    this.#step = Number.NaN;
    return next;
  }

  #write(slot: number, words: Uint32Array): void {
    translated(() => this.#native.write(slot, words));
  }

  #result(name: string): ResultType {
    const result = this.#results.get(name);
    if (result) return result;
    throw new ArgumentError({
      where: 'Executable.readResult',
      problem: `the program has no result \`${name}\``,
      fix: `use one of ${[...this.#results.keys()].join(', ')}`,
    });
  }

  /** At least the first `count` row numbers. */
  #consecutive(count: number): Int32Array {
    if (this.#order && this.#order.length >= count) return this.#order;
    const order = new Int32Array(count);
    for (let row = 0; row < count; row++) order[row] = row;
    this.#order = order;
    return order;
  }
}

const nothing = new Uint32Array();

const noRows = (): ArgumentError =>
  new ArgumentError({
    where: 'Executable.advance',
    problem: '`store` must come from addRows of the same session, and not be disposed',
    fix: 'call session.addRows(…) first',
  });

const transferredAway = (): ArgumentError =>
  new ArgumentError({
    where: 'Executable.advance',
    problem: 'an array of rows holds no numbers any more: its memory was transferred away',
    fix: 'keep the arrays until all of their rows were read, or pass copies',
  });

function rethrow(error: unknown): never {
  throw backendError(error);
}

/** Whether `MYELIN_PROFILE=tasks` asks for the time of every task. */
const isProfiled = (): boolean => process.env.MYELIN_PROFILE === 'tasks';
