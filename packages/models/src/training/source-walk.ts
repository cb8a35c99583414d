import type { Batch } from '../data/batch-source.ts';
import { type Awaitable, after } from './awaitable.ts';
import type { BatchWalk } from './runner.ts';

/** What is done with batches. */
export interface BatchWork {
  /** Runs a batch. */
  take(batch: Batch): Awaitable<void>;
  /** Learns the form of a batch that was run before. */
  pass(batch: Batch): Awaitable<unknown>;
}

/** Takes batches one by one, as a source brings them. */
export class SourceWalk implements BatchWalk {
  readonly #batches: Iterator<Batch> | AsyncIterator<Batch>;
  readonly #work: BatchWork;
  #batch: Batch | undefined;
  /** Batches to pass over before the first. */
  #skipped: number;

  /** @param first - Batch to begin with: those before it are fetched, and passed over. */
  constructor(batches: Iterable<Batch> | AsyncIterable<Batch>, first: number, work: BatchWork) {
    this.#batches =
      Symbol.asyncIterator in batches
        ? batches[Symbol.asyncIterator]()
        : batches[Symbol.iterator]();
    this.#skipped = first;
    this.#work = work;
  }

  next(): Awaitable<boolean> {
    return this.#skipped > 0 ? this.#skip() : this.#fetch();
  }

  async #skip(): Promise<boolean> {
    while (this.#skipped > 0) {
      this.#skipped--;
      const { done, value } = await this.#batches.next();
      if (done) return false;
      await this.#work.pass(value);
    }
    return this.#fetch();
  }

  #fetch(): Awaitable<boolean> {
    return after(this.#batches.next(), ({ done, value }) => {
      this.#batch = done ? undefined : value;
      return !done;
    });
  }

  advance(): Awaitable<number> {
    const batch = this.#batch;
    if (!batch) return 0;
    this.#batch = undefined;
    return after(this.#work.take(batch), () => 1);
  }

  close(): Awaitable<void> {
    const closed = this.#batches.return?.();
    return closed && after<unknown, void>(closed as Awaitable<unknown>, () => {});
  }
}
