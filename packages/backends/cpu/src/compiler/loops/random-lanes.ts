import type { TaskContext } from '../tasks/task-context.ts';
import {
  emitPhiloxBlocks,
  emitPhiloxSetup,
  type PhiloxStream,
  releasePhilox,
} from '../vector-math/emit-philox.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { type LoopBody, randomKey, type Step } from './loop-body.ts';

/** The random numbers of a loop along one axis: sixteen for each operation that makes some, in variables. */
export class RandomLanes {
  readonly #f: FunctionBuilder;
  readonly #context: TaskContext;
  readonly #steps: readonly Step[];
  readonly #block: Local;
  readonly #streams: PhiloxStream[] = [];
  #numbers: (readonly Local[])[] = [];

  constructor(f: FunctionBuilder, { steps }: LoopBody, context: TaskContext) {
    this.#f = f;
    this.#context = context;
    this.#steps = steps.filter(({ operation }) => operation.kernel === 'Philox');
    this.#block = f.local('i32');
  }

  /** Before the loop, which begins with an element whose number is a multiple of 16. */
  start(element: number): void {
    this.#f.i32(element / 4).set(this.#block);
    for (const { operation } of this.#steps) {
      this.#streams.push(emitPhiloxSetup(this.#f, operation, this.#context.address));
    }
  }

  /** Makes the next sixteen. */
  next(): void {
    this.#release();
    this.#numbers = this.#streams.map((stream) => emitPhiloxBlocks(this.#f, stream, this.#block));
    this.#f.advance(this.#block, 4);
  }

  /** The variables that are known, and those with four random numbers for each step. */
  with(known: ReadonlyMap<string, Local>, vector: number): ReadonlyMap<string, Local> {
    const all = new Map(known);
    for (const [i, { key }] of this.#steps.entries()) {
      const local = this.#numbers[i]?.[vector];
      if (local) all.set(randomKey(key), local);
    }
    return all;
  }

  end(): void {
    this.#release();
    for (const stream of this.#streams) releasePhilox(this.#f, stream);
    this.#f.release(this.#block);
  }

  #release(): void {
    for (const locals of this.#numbers) this.#f.release(...locals);
    this.#numbers = [];
  }
}
