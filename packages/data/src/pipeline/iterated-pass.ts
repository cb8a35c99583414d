import { ArgumentError, describe } from '@myelin/core';
import { type Eventual, isPromised } from './eventual.ts';
import type { Pass } from './pass.ts';

/** What can be gone through: lists, generators, async iterables, streams. */
export type Iterated<T> = Iterable<T | Promise<T>> | AsyncIterable<T> | ReadableStream<T>;

type AnyIterator = Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>;
type Result = IteratorResult<unknown, unknown>;

/**
 * A pass over what a function gives to iterate over. The results are those of the iterator, the last with `done`.
 *
 * The iterator is closed exactly once, and only if it has neither ended nor failed by itself.
 */
export class IteratedPass implements Pass<Result> {
  readonly #where: string;
  readonly #generate: (signal: AbortSignal) => Eventual<Iterated<unknown>>;
  readonly #controller = new AbortController();
  #iterator: AnyIterator | undefined;
  #isOver = false;

  constructor(where: string, generate: (signal: AbortSignal) => Eventual<Iterated<unknown>>) {
    this.#where = where;
    this.#generate = generate;
  }

  next(): Eventual<Result> {
    if (this.#isOver) return END;
    if (this.#iterator) return this.#advance(this.#iterator);
    const made = this.#generate(this.#controller.signal);
    return isPromised(made) ? this.#awaitOpening(made) : this.#advance(this.#begin(made));
  }

  close(): Eventual<void> {
    if (this.#isOver) return undefined;
    this.#isOver = true;
    this.#controller.abort();
    const closed: unknown = this.#iterator?.return?.();
    return isPromised(closed) ? closed.then(() => undefined) : undefined;
  }

  async #awaitOpening(promised: PromiseLike<Iterated<unknown>>): Promise<Result> {
    const iterator = this.#begin(await promised);
    // Closed in between: what comes too late is not begun.
    if (this.#isOver) {
      await iterator.return?.();
      return END;
    }
    return this.#advance(iterator);
  }

  #begin(made: unknown): AnyIterator {
    this.#iterator = iteratorOf(this.#where, made);
    return this.#iterator;
  }

  #advance(iterator: AnyIterator): Eventual<Result> {
    try {
      const result = iterator.next();
      if (!isPromised(result)) return this.#noted(result);
      return result.then(
        (value) => this.#noted(value),
        (error: unknown) => {
          this.#isOver = true;
          throw error;
        },
      );
    } catch (error) {
      this.#isOver = true;
      throw error;
    }
  }

  #noted(result: Result): Result {
    if (result.done) this.#isOver = true;
    return result;
  }
}

const END: Result = { done: true, value: undefined };

function iteratorOf(where: string, made: unknown): AnyIterator {
  if (typeof made === 'object' && made !== null) {
    const given = made as Partial<AsyncIterable<unknown> & Iterable<unknown> & AnyIterator>;
    const inTime = given[Symbol.asyncIterator]?.() ?? given[Symbol.iterator]?.();
    if (inTime) return inTime;
    // Streams of some browsers cannot be iterated over.
    if (typeof (made as ReadableStream).getReader === 'function') {
      return readerIterator((made as ReadableStream).getReader());
    }
    if (typeof given.next === 'function') return given as AnyIterator;
  }
  throw new ArgumentError({
    where,
    problem: `\`generate\` must give something to iterate over, received ${describe(made)}`,
    fix: 'pass a generator function: function* () { yield { x: [1, 2], y: [0] }; }',
  });
}

function readerIterator(reader: ReadableStreamDefaultReader): AsyncIterator<unknown, unknown> {
  return {
    next: () => reader.read() as Promise<Result>,
    async return(): Promise<Result> {
      await reader.cancel();
      return END;
    },
  };
}
