import type { RowStore } from '@myelin/program';
import type { Batch, Rows } from '../data/batch-source.ts';
import { rowsOf } from '../data/inputs.ts';
import { type Awaitable, after } from '../training/awaitable.ts';
import type { BatchWalk } from '../training/runner.ts';
import type { FoundProgram } from './program-library.ts';

export interface RowSteps {
  /** For whole batches; undefined if they cannot be compiled. */
  readonly full: FoundProgram;
  /** For the last batch. */
  readonly last: FoundProgram;
  /** Called before a program runs. */
  claim(): void;
  /** Runs a batch that has no program. */
  take(batch: Batch): Awaitable<void>;
}

/** Goes through rows in the memory of a session, many batches a call. */
export class RowsWalk implements BatchWalk {
  readonly #store: RowStore;
  readonly #rows: Rows;
  readonly #order: Int32Array | undefined;
  readonly #steps: RowSteps;
  readonly #count: number;
  #first: number;

  /** @param batch - Batch to begin with. */
  constructor(
    store: RowStore,
    rows: Rows,
    order: Int32Array | undefined,
    batch: number,
    steps: RowSteps,
  ) {
    this.#store = store;
    this.#rows = rows;
    this.#order = order;
    this.#steps = steps;
    this.#count = rowsOf(rows.arrays.x);
    this.#first = batch * rows.batchSize;
  }

  next(): boolean {
    return this.#first < this.#count;
  }

  advance(most: number): Awaitable<number> {
    const { batchSize } = this.#rows;
    const whole = Math.floor((this.#count - this.#first) / batchSize);
    const program = whole > 0 ? this.#steps.full : this.#steps.last;
    const runs = Math.max(1, Math.min(whole, most, program?.mostRuns ?? 1));
    const first = this.#first;
    this.#first += runs * batchSize;
    if (!program) {
      const end = Math.min(this.#first, this.#count);
      return after(this.#steps.take(this.#rows.batch(first, end, this.#order)), () => 1);
    }
    this.#steps.claim();
    const store = this.#store;
    const order = this.#order;
    const running = program.advance(order ? { store, order, first, runs } : { store, first, runs });
    return after(running, () => runs);
  }

  close(): void {}
}
