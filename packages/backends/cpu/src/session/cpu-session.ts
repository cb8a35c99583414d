/** Runs programs as WebAssembly: on this thread and helpers, or all of it on other threads. */

import {
  ArgumentError,
  BackendError,
  EventLoopBreather,
  type NdArray,
  shapeSize,
} from '@myelin/core';
import {
  type CompileReport,
  describeTask,
  type Executable,
  type Program,
  type RowStore,
  type Schedule,
  type Session,
  type StateDeclaration,
  scheduleProgram,
  UnsupportedProgramError,
  type Value,
} from '@myelin/program';
import { compileSchedule, onceName, runName } from '../compiler/compile-schedule.ts';
import { operationsOf } from '../compiler/driver/footprint.ts';
import { innermostTasks, refusalOf, workOf } from '../compiler/emitters.ts';
import { hostFunctions } from '../compiler/host-functions.ts';
import { hasRelaxedMadd } from '../compiler/relaxed-madd.ts';
import { HOST } from '../compiler/wasm/module-builder.ts';
import { canShareMemory } from '../threads/can-share-memory.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { CpuExecutable, type RunCode } from './cpu-executable.ts';
import { dumpProgram } from './dump-program.ts';
import { MemoryPort } from './memory-port.ts';
import { ProgramMemory } from './program-memory.ts';
import { SessionMemory } from './session-memory.ts';
import { SessionRows } from './session-rows.ts';
import { isProfiled, TaskClock } from './task-clock.ts';
import { readWords, toWords } from './words.ts';

export interface CpuSessionOptions {
  readonly threads: number;
  /** Whether no program runs on the calling thread. */
  readonly worker: boolean;
  /** Whether threads may share memory. @defaultValue whether they can here */
  readonly shared?: boolean;
}

/** Work of a program, in element visits, from which on helpers are worth waking: about 10 µs. */
const WORTH_THREADS = 200_000;

let programsSoFar = 0;

export class CpuSession implements Session {
  readonly threads: number;
  readonly synchronous: boolean;
  readonly remark: string | undefined;
  readonly #memory: SessionMemory;
  readonly #port: MemoryPort;
  readonly #pool: ThreadPool | undefined;
  readonly #ownsPool: boolean;
  readonly #states = new Map<string, StateDeclaration>();
  readonly #addresses = new Map<string, number>();
  readonly #programs: number[] = [];
  #isDisposed = false;

  private constructor(
    threads: number,
    worker: boolean,
    pool: ThreadPool | undefined,
    shared: boolean,
    refusal?: BackendError,
  ) {
    this.threads = threads;
    this.remark = refusal && `one thread only: ${refusal.problem}`;
    this.synchronous = !worker;
    this.#pool = pool;
    this.#ownsPool = worker;
    const shares = pool !== undefined && shared;
    this.#memory = new SessionMemory(shares);
    this.#port = new MemoryPort(this.#memory, worker && !shares ? pool : undefined);
  }

  static async open({
    threads,
    worker,
    shared: shares = canShareMemory(),
  }: CpuSessionOptions): Promise<CpuSession> {
    const count = shares ? threads : 1;
    if (worker) {
      const pool = await ThreadPool.start(0, count, shares);
      const session = new CpuSession(count, true, pool, shares);
      if (!shares) {
        const { maximumPages: maximum } = session.#memory;
        pool.tell({ kind: 'own', initial: 1, maximum });
      }
      return session;
    }
    if (count === 1) return new CpuSession(1, false, undefined, shares);
    try {
      return new CpuSession(count, false, await helpers(count), shares);
    } catch (cause) {
      if (!(cause instanceof BackendError)) throw cause;
      return new CpuSession(1, false, undefined, shares, cause);
    }
  }

  declareState(state: StateDeclaration): void {
    const { name, shape } = state;
    const known = this.#states.get(name);
    if (known && shapeSize(known.shape) === shapeSize(shape)) return;
    const old = this.#addresses.get(name);
    if (old !== undefined) this.#memory.free(old);
    this.#states.set(name, state);
    this.#addresses.set(name, this.#memory.allocate(4 * shapeSize(shape)));
  }

  readState(name: string): Float32Array | Int32Array {
    const { address, dtype, size } = this.#state(name);
    return readWords(this.#memory.views, address, size, dtype);
  }

  writeState(name: string, values: ArrayLike<number>): void {
    const { address, dtype, size } = this.#state(name);
    if (values.length !== size) {
      throw new ArgumentError({
        where: 'Session.writeState',
        problem: `state \`${name}\` holds ${size} numbers, received ${values.length}`,
        fix: 'pass one number for each element',
      });
    }
    this.#port.write(address, toWords(values, dtype));
  }

  async synchronize(): Promise<void> {
    await this.#port.fetch(
      [...this.#states.keys()].map((name) => {
        const { address, size } = this.#state(name);
        return { address, bytes: 4 * size };
      }),
    );
  }

  async addRows(columns: Readonly<Record<string, NdArray>>): Promise<RowStore | undefined> {
    return SessionRows.store(this.#port, columns);
  }

  async load(program: Program): Promise<Executable> {
    const start = performance.now();
    const breather = new EventLoopBreather();
    const schedule = scheduleProgram(program);
    await breather.breathe();
    requireSupported(program.name, schedule);
    const isWorth = workOf(schedule.tasks) >= WORTH_THREADS;
    const threads = isWorth ? this.threads : 1;
    const place = new ProgramMemory(this.#memory, schedule, threads, this.#addresses);
    const tasks = schedule.tasks.map((task) => describeTask(task, schedule.program.outputs));
    const clock = this.synchronous && isProfiled() ? new TaskClock(tasks) : undefined;
    const bytes = compileSchedule(schedule, {
      memory: {
        minimum: 1,
        maximum: this.#memory.maximumPages,
        shared: this.#memory.shared,
      },
      relaxedMadd: hasRelaxedMadd(),
      isTimed: clock !== undefined,
      threads,
      firstThreadSleeps: !this.synchronous || mayWait(),
      address: (value, thread) => place.address(value, thread),
      working: place.working,
      constant: (value) => place.constant(value),
      reserve: (size) => place.reserve(size),
      scratch: (size, thread, task) => place.scratch(size, thread, task),
      sharedScratch: (size, task) => place.sharedScratch(size, task),
      gathered: (thread) => place.gathered(thread),
      compressed: (input, thread) => place.compressed(input, thread),
      batchRows: place.batchRows,
      step: (thread) => place.step(thread),
      lateCopies: place.lateCopies,
      flushed: place.flushed,
    });
    await breather.breathe();
    for (const [value, address] of place.constants) this.#port.write(address, constantWords(value));
    const runCode = await this.#install(bytes, threads, clock);
    dumpProgram(program, tasks);
    const report: CompileReport = {
      program,
      tasks,
      threads,
      workingBytes: schedule.memory.workingBytes,
      codeBytes: bytes.length,
      compileMs: performance.now() - start,
    };
    return new CpuExecutable(this.#port, place, runCode, report, clock);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    if (this.#ownsPool) this.#pool?.end();
    else this.#pool?.tell({ kind: 'forget', programs: this.#programs });
  }

  /** Makes a module known to all threads that run it. */
  async #install(
    bytes: Uint8Array<ArrayBuffer>,
    threads: number,
    clock: TaskClock | undefined,
  ): Promise<RunCode> {
    const module = await compileModule(bytes);
    const number = ++programsSoFar;
    const pool = threads > 1 || !this.synchronous ? this.#pool : undefined;
    if (pool) {
      this.#programs.push(number);
      const { memory, shared } = this.#memory;
      const pages = memory.buffer.byteLength / 65_536;
      await pool.ask({
        kind: 'load',
        program: number,
        module,
        pages,
        ...(shared && { memory }),
      });
    }
    if (!this.synchronous) return this.#runElsewhere(number, threads);
    return this.#runHere(await WebAssembly.instantiate(module, this.#imports(clock)), number, pool);
  }

  #runHere(instance: WebAssembly.Instance, number: number, pool: ThreadPool | undefined): RunCode {
    const run = instance.exports[runName(0)] as (order: number, runs: number) => void;
    const once = instance.exports[onceName(0)] as () => void;
    return (order, runs) => {
      pool?.start(number, order, runs);
      if (runs === 0) once();
      else run(order, runs);
    };
  }

  #runElsewhere(number: number, threads: number): RunCode {
    return async (order, runs) => {
      const pool = this.#pool as ThreadPool;
      const first = pool.askOne(0, { kind: 'run', program: number, order, runs });
      if (threads > 1) pool.startOthers(number, order, runs);
      await first;
    };
  }

  #imports(clock: TaskClock | undefined): WebAssembly.Imports {
    const { memory } = this.#memory;
    return { [HOST]: { memory, ...hostFunctions(), ...(clock && { clock: clock.tick }) } };
  }

  #state(name: string): { address: number; dtype: StateDeclaration['dtype']; size: number } {
    const state = this.#states.get(name);
    const address = this.#addresses.get(name);
    if (state && address !== undefined) {
      return { address, dtype: state.dtype, size: shapeSize(state.shape) };
    }
    throw new ArgumentError({
      where: 'Session',
      problem: `there is no state \`${name}\``,
      fix: 'declare it first',
    });
  }
}

/** @throws {@link BackendError} the engine, or the policy of a page, does not let it be compiled. */
async function compileModule(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new BackendError({
      where: 'cpu',
      problem: `WebAssembly is refused here (${cause instanceof Error ? cause.message : cause})`,
      fix: "let the page compile it: 'wasm-unsafe-eval' in the script-src of its Content-Security-Policy",
      cause,
    });
  }
}

const pools = new Map<number, Promise<ThreadPool>>();

/** Threads that help this one, shared by all sessions of as many threads. */
async function helpers(threads: number): Promise<ThreadPool> {
  const known = pools.get(threads);
  if (known) return known;
  const starting = ThreadPool.start(1, threads - 1, true);
  pools.set(threads, starting);
  starting.catch(() => pools.delete(threads));
  return starting;
}

/** The main thread of a page must not wait. */
function mayWait(): boolean {
  return typeof document === 'undefined';
}

function requireSupported(name: string, { tasks }: Schedule): void {
  const refused = innermostTasks(tasks).flatMap((task) => {
    const reason = refusalOf(task);
    if (reason === undefined) return [];
    const [first] = operationsOf(task);
    const scope = first?.scope ? ` in ${first.scope}` : '';
    return [`${first?.kernel ?? task.kind}${scope} (${reason})`];
  });
  if (refused.length > 0) throw new UnsupportedProgramError('cpu', name, refused);
}

/** A constant as it lies in memory. */
function constantWords({ origin, dtype, shape }: Value): Float32Array | Int32Array {
  if (origin.kind !== 'constant') throw new RangeError('a value among constants is none');
  const { constant } = origin;
  const elements =
    constant.kind === 'elements'
      ? constant.elements
      : new Float64Array(shapeSize(shape)).fill(constant.value);
  return toWords(elements, dtype);
}
