/** Runs programs in the native engine: short ones while the caller waits, long ones on other threads. */

import { dumpProgram } from '@myelin/backend-cpu';
import { ArgumentError, EventLoopBreather, shapeSize } from '@myelin/core';
import {
  type Columns,
  describeTask,
  type Executable,
  type Program,
  type RowStore,
  type RowsUse,
  type Session,
  type StateDeclaration,
  scheduleProgram,
  UnsupportedProgramError,
} from '@myelin/program';
import type { NativeBinding, NativeProgram, NativeSession } from '../binding/native-binding.ts';
import { type SerializedSchedule, serializeSchedule } from '../program/serialize-schedule.ts';
import { backendError, codeOf, translated } from './native-error.ts';
import { NativeExecutable } from './native-executable.ts';
import { SessionRows } from './native-rows.ts';
import { RowsInPlace } from './rows-in-place.ts';
import { fromWords, toWords } from './words.ts';

export interface NativeSessionOptions {
  readonly threads: number;
  /** Whether nothing at all runs on the calling thread. */
  readonly worker: boolean;
  readonly instructionSet: string;
}

export class EngineSession implements Session {
  readonly threads: number;
  readonly synchronous: boolean;
  readonly remark = undefined;
  readonly #binding: NativeBinding;
  readonly #native: NativeSession;
  readonly #states = new Map<string, StateDeclaration>();

  constructor(binding: NativeBinding, { threads, worker, instructionSet }: NativeSessionOptions) {
    this.threads = threads;
    this.synchronous = !worker;
    this.#binding = binding;
    this.#native = new binding.NativeSession(threads, instructionSet);
  }

  declareState(state: StateDeclaration): void {
    this.#states.set(state.name, state);
    translated(() => this.#native.declareState(state.name, shapeSize(state.shape)));
  }

  readState(name: string): Float32Array | Int32Array {
    const { shape, dtype } = this.#state(name);
    return fromWords(shapeSize(shape), dtype, (words) =>
      translated(() => this.#native.readState(name, words)),
    );
  }

  writeState(name: string, values: ArrayLike<number>): void {
    const { shape, dtype } = this.#state(name);
    const size = shapeSize(shape);
    if (values.length !== size) {
      throw new ArgumentError({
        where: 'Session.writeState',
        problem: `state \`${name}\` holds ${size} numbers, received ${values.length}`,
        fix: 'pass one number for each element',
      });
    }
    translated(() => this.#native.writeState(name, toWords(values, dtype)));
  }

  /** States can be read at any time. */
  async synchronize(): Promise<void> {}

  async addRows(columns: Columns, { once = false }: RowsUse = {}): Promise<RowStore | undefined> {
    const takeIn = () => SessionRows.store(this.#binding, this.#native, columns);
    const inPlace = once && this.synchronous ? RowsInPlace.of(columns, takeIn) : undefined;
    return inPlace ?? takeIn();
  }

  async load(program: Program): Promise<Executable> {
    const start = performance.now();
    const breather = new EventLoopBreather();
    const schedule = scheduleProgram(program);
    await breather.breathe();
    const native = this.#load(program.name, serializeSchedule(schedule));
    const tasks = schedule.tasks.map((task) => describeTask(task, schedule.program.outputs));
    dumpProgram(program, tasks);
    const report = {
      program,
      tasks,
      threads: native.threads,
      workingBytes: schedule.memory.workingBytes,
      codeBytes: 0,
      compileMs: performance.now() - start,
    };
    return new NativeExecutable(native, schedule.program, report, {
      isSynchronous: this.synchronous,
      threads: this.threads,
    });
  }

  dispose(): void {
    this.#native.dispose();
  }

  #load(name: string, { text, constants }: SerializedSchedule): NativeProgram {
    try {
      return this.#native.load(text, constants);
    } catch (error) {
      if (codeOf(error) !== 'Unsupported' || !(error instanceof Error)) throw backendError(error);
      throw new UnsupportedProgramError('native', name, [error.message]);
    }
  }

  #state(name: string): StateDeclaration {
    const state = this.#states.get(name);
    if (state) return state;
    throw new ArgumentError({
      where: 'Session',
      problem: `there is no state \`${name}\``,
      fix: 'declare it first',
    });
  }
}
