/** A compiled program of a model: sets what it is given, runs it, and notes what it changed. */

import { NdArray, nextSeed } from '@myelin/core';
import type { Executable, Program, RowBatches, Value } from '@myelin/program';
import type { Compilation } from '../compile/compilation.ts';
import type { Awaitable } from '../training/awaitable.ts';
import { learningRateInput } from './learning-rate-input.ts';
import type { ProgramRecord } from './program-record.ts';
import type { SessionStates, StatePlace } from './session-states.ts';

type Arrays = Readonly<Record<string, NdArray>>;

export interface ModelProgramParts {
  readonly program: Program;
  /** Undefined if there is nothing to run. */
  readonly executable: Executable | undefined;
  readonly states: SessionStates;
  readonly record: ProgramRecord;
  /** Whose steps are counted, for a program that trains. */
  readonly training: Compilation | undefined;
}

export class ModelProgram {
  readonly #executable: Executable | undefined;
  readonly #states: SessionStates;
  readonly #record: ProgramRecord;
  readonly #training: Compilation | undefined;
  readonly #changes: readonly StatePlace[];
  readonly #results = new Map<string, Value>();
  /** The batch inputs, by name. */
  readonly #batch = new Map<string, Value>();
  readonly #drawsSeeds: boolean;
  readonly #learningRates: number[] = [];
  #seed: number | undefined;

  constructor({ program, executable, states, record, training }: ModelProgramParts) {
    this.#executable = executable;
    this.#states = states;
    this.#record = record;
    this.#training = training;
    const { outputs } = program;
    const changed = outputs.filter(({ role }) => role === 'state');
    this.#changes = changed.map(({ name }) => states.place(name));
    for (const { role, name, value } of outputs) {
      if (role === 'result') this.#results.set(name, value);
    }
    for (const value of program.inputs) {
      const { origin } = value;
      if (origin.kind === 'input' && origin.input.role === 'batch') {
        this.#batch.set(origin.input.name, value);
      }
    }
    this.#drawsSeeds = !training && usesInput(program, 'seed');
  }

  /** Batches that one call may take: each needs a seed of its own where a program that does not train is random. */
  get mostRuns(): number {
    return this.#drawsSeeds ? 1 : Number.POSITIVE_INFINITY;
  }

  /** Runs on batches of rows in the session. */
  advance(batches: RowBatches): Awaitable<void> {
    this.#before();
    const running = this.#executable?.advance(batches);
    return running ? running.then(() => this.#after(batches.runs)) : this.#after(batches.runs);
  }

  /** Runs once on arrays. */
  run(inputs: Arrays): Awaitable<void> {
    this.#before();
    const running = this.#executable?.run(this.#asTaken(inputs));
    return running ? running.then(() => this.#after(1)) : this.#after(1);
  }

  /** Copy of a result of the last run. */
  result(name: string): Float32Array | Int32Array {
    return this.#executable?.readResult(name) ?? new Float32Array();
  }

  get resultCount(): number {
    return this.#results.size;
  }

  /** Shape and element type of a result. */
  resultType(name: string): Pick<Value, 'shape' | 'dtype'> {
    return this.#results.get(name) ?? { shape: [], dtype: 'float32' };
  }

  /** Arrays in the element types that the program takes. */
  #asTaken(inputs: Arrays): Arrays {
    let taken = inputs;
    for (const [name, { dtype }] of this.#batch) {
      const array = inputs[name];
      const Storage = dtype === 'float32' ? Float32Array : Int32Array;
      if (!array || array.data instanceof Storage) continue;
      taken = { ...taken, [name]: new NdArray(new Storage(array.data), array.shape) };
    }
    return taken;
  }

  #before(): void {
    this.#states.upload();
    const training = this.#training;
    if (training) {
      this.#passOn(training);
      // Other programs take steps too.
      this.#executable?.setStep(training.steps);
    } else if (this.#drawsSeeds) {
      this.#executable?.setParameter('seed', nextSeed() | 0);
    }
  }

  /** Hands over what may have changed since the last run; a schedule is part of the program. */
  #passOn({ optimizer, seed }: Compilation): void {
    for (const [i, learningRate] of optimizer.learningRates.entries()) {
      if (learningRate === null || learningRate === this.#learningRates[i]) continue;
      this.#executable?.setParameter(learningRateInput(i), learningRate);
      this.#learningRates[i] = learningRate;
    }
    if (seed !== this.#seed) {
      this.#executable?.setParameter('seed', seed | 0);
      this.#seed = seed;
    }
  }

  #after(runs: number): void {
    this.#record.compiledBatches += runs;
    if (this.#training) this.#training.steps += runs;
    this.#states.changed(this.#changes);
  }
}

function usesInput({ inputs, operations }: Program, name: string): boolean {
  const value = inputs.find(({ origin }) => origin.kind === 'input' && origin.input.name === name);
  return operations.some((operation) => value !== undefined && operation.inputs.includes(value));
}
