/**
 * The contract between training and a backend that runs whole programs.
 *
 * A session owns memory: states (weights, slots, metrics) that live on from run to run and are shared, by name, by all
 * programs loaded into it, and data whose rows the programs take their batches from. Everything crosses this border as
 * arrays in ordinary memory.
 */

import type { Backend, NdArray } from '@myelin/core';
import type { DataType, Program } from '../ir/program.ts';

/** A backend that can run programs. */
export interface CompilingBackend extends Backend {
  readonly programs: ProgramSupport;
}

export interface ProgramSupport {
  /** Makes room for one model. */
  openSession(options?: SessionOptions): Promise<Session>;
}

export interface SessionOptions {
  /** Whether programs run on a thread of their own, so that this one never waits for them. @defaultValue `false` */
  readonly worker?: boolean;
  /**
   * Rough number of multiply-adds of a step: a backend may choose by it what runs its programs. Left out where nobody knows
   * it.
   */
  readonly work?: number;
}

export interface StateDeclaration {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

export interface Session {
  /** Threads that share the work. */
  readonly threads: number;
  /**
   * Whether {@link Executable.run} answers at once, and states can be read as soon as a run is over; else every run is on
   * another thread, and states are fetched by {@link synchronize}. Long spans of batches may be on other threads anyway.
   */
  readonly synchronous: boolean;

  /** What did not go as wished, for `model.explain()`: threads that could not be started, for example. */
  readonly remark?: string | undefined;

  /** Makes room for a state; zero until written. A state of that name and size stays as it is. */
  declareState(state: StateDeclaration): void;
  /** Copy of a state as it is after the last run. With a worker, as of the last {@link synchronize}. */
  readState(name: string): Float32Array | Int32Array;
  writeState(name: string, values: ArrayLike<number>): void;
  /** Fetches all states from the worker, where there is one. */
  synchronize(): Promise<void>;

  /**
   * Takes in data that batches are gathered from, in pieces, with pauses for other work between them.
   *
   * @returns undefined if there is no room for it: batches must then be brought one by one.
   */
  addRows(columns: Columns, use?: RowsUse): Promise<RowStore | undefined>;

  /**
   * Makes a program ready to run. Its states must have been declared.
   *
   * @throws {@link UnsupportedProgramError} naming every operation that cannot be compiled.
   */
  load(program: Program): Promise<Executable>;

  /** Stops threads and gives memory back. */
  dispose(): void;
}

/** Arrays by name, with as many rows. */
export type Columns = Readonly<Record<string, NdArray>>;

export interface RowsUse {
  /**
   * Whether every row will be read once: a session that can read them where they lie then takes no copy. They must not be
   * changed meanwhile.
   *
   * @defaultValue `false`
   */
  readonly once?: boolean;
}

/** Rows that a session takes batches from. */
export interface RowStore {
  readonly rows: number;
  dispose(): void;
}

/** A program that is ready to run. */
export interface Executable {
  readonly report: CompileReport;

  /** Time of each task so far, for a backend that was asked to measure it (`MYELIN_PROFILE=tasks`). */
  readonly profile?: readonly TaskTime[] | undefined;

  /** Sets a parameter for all runs from now on. */
  setParameter(name: string, value: number): void;
  /** Sets the number of the next step. It grows by one with each run. */
  setStep(step: number): void;

  /**
   * Runs the program once for each of `runs` batches of rows: batch `i` are the rows
   * `order[i · batchRows] … order[(i + 1) · batchRows - 1]`, or consecutive ones from `first` on without an order.
   */
  advance(batches: RowBatches): void | Promise<void>;
  /** Runs the program once on arrays, one for each batch input. */
  run(inputs: Readonly<Record<string, NdArray>>): void | Promise<void>;
  /** Copy of a result of the last run. */
  readResult(name: string): Float32Array | Int32Array;
}

export interface RowBatches {
  readonly store: RowStore;
  /** Numbers of rows, enough for all runs. */
  readonly order?: Int32Array;
  /** Where in the order, or among the rows, to begin. */
  readonly first: number;
  readonly runs: number;
  /**
   * Where the rows of a result of every run are gathered, one after the other, for example predictions: name of the
   * result and memory for all of them.
   */
  readonly collect?: { readonly name: string; readonly into: Float32Array };
}

export interface TaskTime {
  /** As in {@link CompileReport.tasks}, or `gather`, `last barrier`. */
  readonly task: string;
  readonly microseconds: number;
  readonly runs: number;
}

/** What compiling cost and came to, for `model.explain()` and benchmarks. */
export interface CompileReport {
  readonly program: Program;
  /** Tasks by what they do: `matmul 32×784×128 + relu`, one line each. */
  readonly tasks: readonly string[];
  /** Threads that share the work; 1 for programs that are too small to be shared. */
  readonly threads: number;
  readonly workingBytes: number;
  /** Machine code that was made for it; 0 where kernels that exist are put together. */
  readonly codeBytes: number;
  /** Milliseconds from program to machine code. */
  readonly compileMs: number;
}

/** Whether a backend runs whole programs. */
export function canCompile(backend: Backend): backend is CompilingBackend {
  return 'programs' in backend && typeof backend.programs === 'object';
}
