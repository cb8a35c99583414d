/**
 * Threads that run parts of programs.
 *
 * A pool either helps the thread that calls (`first: 1`: the caller is thread 0), or does all the work while the caller
 * goes on (`first: 0`).
 */

import { BackendError } from '@myelin/core';
import { deferred } from './deferred.ts';
import { startThread, type Thread, type ThreadAnswer } from './thread.ts';
import { commandWord, threadState } from './thread-source.ts';

/** Longest wait for a thread to begin, in milliseconds. */
const START_MS = 30_000;
/** How often a thread is looked at before it is told by a message: about a millisecond. */
const LOOKS = 100_000;

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (reason: Error) => void;
}

export class ThreadPool {
  /** Number of the first thread of the pool: 1 if the caller is thread 0. */
  readonly #first: number;
  readonly #threads: Thread[] = [];
  readonly #command: Int32Array | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #ticket = 0;
  #failure: Error | undefined;

  private constructor(first: number, count: number, shared: boolean) {
    this.#first = first;
    const bytes = 4 * commandWord.words * (first + count);
    this.#command = shared ? new Int32Array(new SharedArrayBuffer(bytes)) : undefined;
  }

  /**
   * Starts `count` threads.
   *
   * @throws {@link BackendError} they do not begin.
   */
  static async start(first: number, count: number, shared: boolean): Promise<ThreadPool> {
    const pool = new ThreadPool(first, count, shared);
    try {
      await withDeadline(
        Promise.all(Array.from({ length: count }, (_, i) => pool.#begin(first + i))),
      );
    } catch (cause) {
      pool.end();
      throw new BackendError({
        where: 'cpu',
        problem: `threads cannot be started here (${cause instanceof Error ? cause.message : cause})`,
        fix: 'set MYELIN_THREADS=1, or cpuWith({ threads: 1 })',
        cause,
      });
    }
    return pool;
  }

  get size(): number {
    return this.#threads.length;
  }

  async #begin(number: number): Promise<void> {
    const { promise, resolve, reject } = deferred<void>();
    const thread = startThread(
      (answer) => {
        if (answer.kind === 'ready') resolve();
        else this.#hear(answer);
      },
      (reason) => {
        reject(reason);
        this.#break(reason);
      },
    );
    this.#threads[number - this.#first] = thread;
    thread.hold(true);
    thread.post({ kind: 'begin', thread: number, command: this.#command?.buffer });
    await promise;
    thread.hold(false);
  }

  /** Tells every thread, and waits until all have answered. */
  async ask(message: object): Promise<readonly ThreadAnswer[]> {
    return Promise.all(this.#threads.map((_, i) => this.askOne(i, message)));
  }

  /** Tells one thread, by its place in the pool, and waits for its answer. */
  async askOne(
    place: number,
    message: object,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ThreadAnswer> {
    const thread = this.#threads[place];
    if (!thread || this.#failure) throw this.#failure ?? new RangeError(`no thread ${place}`);
    const ticket = ++this.#ticket;
    const { promise, resolve, reject } = deferred<ThreadAnswer>();
    this.#waiting.set(ticket, { resolve, reject });
    thread.hold(true);
    thread.post({ ...message, ticket }, transfer);
    try {
      return await promise;
    } finally {
      thread.hold(false);
    }
  }

  /** Tells every thread, and does not wait. */
  tell(message: object): void {
    for (const thread of this.#threads) thread.post(message);
  }

  /**
   * Starts all threads on a program, `runs` times or, with 0, once on inputs that are there.
   *
   * The caller meets them at the first barrier of the program.
   */
  start(program: number, order: number, runs: number): void {
    for (const [i, thread] of this.#threads.entries()) {
      if (!this.#claim(this.#first + i, program, order, runs)) {
        thread.post({ kind: 'run', program, order, runs });
      }
    }
  }

  /** As {@link start}, for all threads but the first of the pool. */
  startOthers(program: number, order: number, runs: number): void {
    for (const [i, thread] of this.#threads.entries()) {
      if (i > 0) thread.post({ kind: 'run', program, order, runs });
    }
  }

  /** Wakes a thread that lingers; false if it does not. */
  #claim(number: number, program: number, order: number, runs: number): boolean {
    const command = this.#command;
    if (!command) return false;
    const line = number * commandWord.words;
    const { lingering, working } = threadState;
    // One that has passed the last barrier of the program before is done in a moment.
    for (let left = LOOKS; left > 0 && Atomics.load(command, line) === working; left--);
    if (Atomics.load(command, line) !== lingering) return false;
    command[line + commandWord.program] = program;
    command[line + commandWord.order] = order;
    command[line + commandWord.runs] = runs;
    if (Atomics.compareExchange(command, line, lingering, working) !== lingering) return false;
    Atomics.notify(command, line);
    return true;
  }

  #hear(answer: ThreadAnswer): void {
    const waiting = answer.ticket === undefined ? undefined : this.#waiting.get(answer.ticket);
    if (answer.kind === 'failed') {
      const reason = new Error(answer.message ?? 'a thread failed');
      if (waiting) waiting.reject(reason);
      else this.#break(reason);
    } else {
      waiting?.resolve(answer);
    }
    if (answer.ticket !== undefined) this.#waiting.delete(answer.ticket);
  }

  #break(reason: Error): void {
    this.#failure = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  end(): void {
    for (const thread of this.#threads) thread?.end();
    this.#break(new Error('the threads were stopped'));
  }
}

async function withDeadline(work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${START_MS} ms`)), START_MS);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
