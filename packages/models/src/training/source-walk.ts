import type { Batch } from '../data/batch-source.ts';
import { type Awaitable, after } from './awaitable.ts';
import type { BatchWalk } from './runner.ts';

/** Takes batches one by one, as a source brings them. */
export class SourceWalk implements BatchWalk {
  readonly #batches: Iterator<Batch> | AsyncIterator<Batch>;
  readonly #work: (batch: Batch) => Awaitable<void>;
  #batch: Batch | undefined;

  constructor(
    batches: Iterable<Batch> | AsyncIterable<Batch>,
    work: (batch: Batch) => Awaitable<void>,
  ) {
    this.#batches =
      Symbol.asyncIterator in batches
        ? batches[Symbol.asyncIterator]()
        : batches[Symbol.iterator]();
    this.#work = work;
  }

  next(): Awaitable<boolean> {
    return after(this.#batches.next(), ({ done, value }) => {
      this.#batch = done ? undefined : value;
      return !done;
    });
  }

  advance(): Awaitable<number> {
    const batch = this.#batch;
    if (!batch) return 0;
    this.#batch = undefined;
    return after(this.#work(batch), () => 1);
  }

  close(): Awaitable<void> {
    const closed = this.#batches.return?.();
    return closed && after<unknown, void>(closed as Awaitable<unknown>, () => {});
  }
}
