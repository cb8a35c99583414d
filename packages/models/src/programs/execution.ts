/** Decides how a model runs its steps, and owns what that takes: sessions, programs, and the record of them. */

import { type AnyLayer, ArgumentError, type Backend, MyelinError, StateError } from '@myelin/core';
import { type CompilingBackend, canCompile } from '@myelin/program';
import type { Compilation } from '../compile/compilation.ts';
import type { Inputs } from '../data/inputs.ts';
import type { Awaitable } from '../training/awaitable.ts';
import { EagerRunner, type StepTask } from '../training/eager-runner.ts';
import type { Runner } from '../training/runner.ts';
import { CompiledRunner } from './compiled-runner.ts';
import { expectedWork } from './expected-work.ts';
import { ModelPrograms } from './model-programs.ts';
import { ProgramRecords } from './program-record.ts';

export interface ExecutionParts {
  readonly model: AnyLayer;
  readonly compilation: Compilation | undefined;
  readonly backend: Backend | undefined;
}

/** Why programs are not used, and what to do about it. */
export interface Obstacle {
  readonly problem: string;
  readonly fix: string;
}

export class Execution {
  readonly backend: Backend | undefined;
  readonly records: ProgramRecords = new ProgramRecords();
  readonly #model: AnyLayer;
  readonly #compilation: Compilation | undefined;
  readonly #open = new Map<'here' | 'worker', Awaitable<ModelPrograms | undefined>>();
  #obstacle: Obstacle | undefined;
  #isDisposed = false;

  constructor({ model, compilation, backend }: ExecutionParts) {
    this.#model = model;
    this.#compilation = compilation;
    this.backend = backend;
    this.#obstacle = obstacleOf(compilation, backend);
  }

  /** What did not go as wished in the sessions that are open. */
  get remarks(): readonly string[] {
    const remarks = [...this.#open.values()].map((open) =>
      open instanceof Promise ? undefined : open?.session.remark,
    );
    return remarks.filter((remark) => remark !== undefined);
  }

  /** What stands against compiling anything. */
  get obstacle(): Obstacle | undefined {
    return this.#obstacle;
  }

  /**
   * What runs steps on the batches of a source.
   *
   * @param where - The call that wants it, for messages.
   * @param worker - Whether steps must run on a thread of their own.
   * @throws {@link StateError} steps must be compiled, and nothing can be compiled.
   */
  runner(where: string, task: StepTask, worker = false): Awaitable<Runner> {
    this.requireCompiler(where, worker);
    if (this.#obstacle) return new EagerRunner(task, this.records);
    return CompiledRunner.over(task, this.records, (x) => this.programs(x, worker));
  }

  /**
   * Programs of the model as it is now, which must be built; undefined if nothing can be compiled.
   *
   * @param x - Rows like those that they will get.
   * @param worker - Whether they run on a thread of their own.
   */
  programs(x: Inputs, worker = false): Awaitable<ModelPrograms | undefined> {
    if (this.#obstacle || this.#isDisposed) return undefined;
    const place = worker ? 'worker' : 'here';
    const open = this.#open.get(place);
    if (open instanceof Promise) return open;
    if (open?.isCurrent) return open;
    open?.dispose();
    const opening = this.#openSession(x, worker);
    this.#open.set(place, opening);
    opening.then(
      (programs) => this.#open.set(place, programs),
      () => this.#open.delete(place),
    );
    return opening;
  }

  /** @throws {@link StateError} steps must be compiled, and nothing can be. */
  requireCompiler(where: string, worker = false): void {
    const obstacle = this.#obstacle;
    const wanted = this.#wanted(worker);
    if (!obstacle || !wanted) return;
    const problem = `\`${wanted}\` asks for compiled steps, but ${obstacle.problem}`;
    throw new StateError({ where, problem, fix: obstacle.fix });
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const open of this.#open.values()) {
      // Those that are being opened are closed when they are there.
      if (!(open instanceof Promise)) open?.dispose();
    }
    this.#open.clear();
  }

  async #openSession(x: Inputs, worker: boolean): Promise<ModelPrograms | undefined> {
    const { programs } = this.backend as CompilingBackend;
    try {
      const work = expectedWork(this.#model, x);
      const session = await programs.openSession({ worker, ...(work !== undefined && { work }) });
      const made = new ModelPrograms({
        session,
        model: this.#model,
        compilation: this.#compilation,
        records: this.records,
        wanted: this.#wanted(worker),
      });
      if (this.#isDisposed) made.dispose();
      return made;
    } catch (error) {
      // A mistake in the settings is not passed over in silence.
      const isMistake = !(error instanceof MyelinError) || error instanceof ArgumentError;
      if (isMistake || this.#wanted(worker)) throw error;
      this.#obstacle = error;
      return undefined;
    }
  }

  /** The option that insists on compiled steps. */
  #wanted(worker: boolean): string | undefined {
    if (worker) return 'worker: true';
    return this.#compilation?.options.jitCompile === true ? 'jitCompile: true' : undefined;
  }
}

function obstacleOf(
  compilation: Compilation | undefined,
  backend: Backend | undefined,
): Obstacle | undefined {
  if (compilation?.isEager) {
    const option = compilation.options.runEagerly ? 'runEagerly: true' : 'jitCompile: false';
    return {
      problem: `the model was compiled with { ${option} }`,
      fix: `leave \`${option.split(':')[0]}\` out`,
    };
  }
  if (backend && canCompile(backend)) return undefined;
  return {
    problem: `the backend ${backend?.name ?? 'in use'} does not compile programs`,
    fix: "use one that does, for example `await useBackend('cpu')`",
  };
}
