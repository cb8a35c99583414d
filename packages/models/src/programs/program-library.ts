/** The compiled programs of one session: each is captured and compiled when it is first asked for. */

import { BackendError, EventLoopBreather, type MyelinError, StateError } from '@myelin/core';
import { CaptureError, optimize, type Session, UnsupportedProgramError } from '@myelin/program';
import type { Compilation } from '../compile/compilation.ts';
import type { Batch } from '../data/batch-source.ts';
import { type Awaitable, after } from '../training/awaitable.ts';
import type { CapturedStep } from './capture-on-states.ts';
import { ModelProgram } from './model-program.ts';
import type { ProgramKind, ProgramRecords } from './program-record.ts';
import type { SessionStates } from './session-states.ts';

/** A program, or undefined for a step that cannot be compiled. */
export type FoundProgram = ModelProgram | undefined;

/** Which program is wanted, and how it is made. */
export interface ProgramRequest {
  readonly kind: ProgramKind;
  /** What tells it from others of its kind. */
  readonly key: string;
  /** A batch of the form that it takes. */
  readonly batch?: Batch;
  capture(): CapturedStep;
  /** Gives its states their cells, before it is compiled. */
  bind(states: CapturedStep['states']): void;
}

export interface LibraryParts {
  readonly session: Session;
  readonly states: SessionStates;
  readonly compilation: Compilation | undefined;
  readonly records: ProgramRecords;
  /** The option that makes a step that cannot be compiled an error; undefined if none does. */
  readonly wanted: string | undefined;
}

export class ProgramLibrary {
  readonly #parts: LibraryParts;
  readonly #programs = new Map<string, Awaitable<FoundProgram>>();
  #isClosed = false;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
  }

  /**
   * The program of a request; undefined if it cannot be compiled.
   *
   * @throws {@link StateError} steps must be compiled, and this one cannot be.
   */
  find(request: ProgramRequest): Awaitable<FoundProgram> {
    const key = `${request.kind} ${request.key}`;
    let found = this.#programs.get(key);
    if (!this.#programs.has(key)) {
      const loading = this.#load(request);
      this.#programs.set(key, loading);
      loading.then(
        (program) => this.#programs.set(key, program),
        () => this.#programs.delete(key),
      );
      found = loading;
    }
    return this.#parts.wanted ? after(found, (program) => this.#require(program, request)) : found;
  }

  /** Nothing is compiled any more. */
  close(): void {
    this.#isClosed = true;
  }

  async #load({ kind, batch, capture, bind }: ProgramRequest): Promise<FoundProgram> {
    const { session, states, compilation, records } = this.#parts;
    const record = records.of(kind, batch);
    // Three stretches of work, with a pause between them where they are long.
    const breather = new EventLoopBreather();
    try {
      const start = performance.now();
      const captured = capture();
      const { program } = captured;
      const captureMs = performance.now() - start;
      await breather.breathe();
      const optimized = optimize(program);
      await breather.breathe();
      if (this.#isClosed) return undefined;
      bind(captured.states);
      // A program that leaves everything as it is need not be compiled.
      const executable = program.outputs.length > 0 ? await session.load(optimized) : undefined;
      record.compiled = executable && { captureMs, report: executable.report };
      record.obstacle = undefined;
      const training = kind === 'train' ? compilation : undefined;
      return new ModelProgram({ program, executable, states, record, training });
    } catch (error) {
      if (!isObstacle(error)) throw error;
      record.obstacle = error;
      return undefined;
    }
  }

  #require(program: FoundProgram, { kind, batch }: ProgramRequest): FoundProgram {
    const { records, wanted } = this.#parts;
    const { obstacle } = records.of(kind, batch);
    if (program || !obstacle) return program;
    throw new StateError({
      where: kind,
      problem: `\`${wanted}\` asks for compiled steps, but ${obstacle.problem}`,
      fix: obstacle.fix,
      cause: obstacle,
    });
  }
}

/** What stands against compiling, but not against running the step operation by operation. */
function isObstacle(error: unknown): error is MyelinError {
  return (
    error instanceof CaptureError ||
    error instanceof UnsupportedProgramError ||
    error instanceof BackendError
  );
}
