import { type Eventual, isPromised } from './eventual.ts';
import type { Pass } from './pass.ts';

/**
 * A pass as `for await` goes through it. The pass is closed exactly once: at its end, after an error, or when the loop is left.
 *
 * As with async generators, `next` may be called again before an answer is there; answers come in order.
 */
export class ElementsIterator<E> implements AsyncIterableIterator<E> {
  readonly #pass: Pass<E>;
  #isOver = false;
  /** Settles when all answers that were asked for are there. */
  #asked: Promise<unknown> | undefined;

  constructor(pass: Pass<E>) {
    this.#pass = pass;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<E, undefined>> {
    if (this.#asked) return this.#after(this.#asked.then(() => this.#pull()));
    const result = this.#pull();
    return isPromised(result) ? this.#after(result) : Promise.resolve(result);
  }

  async return(): Promise<IteratorResult<E, undefined>> {
    if (!this.#isOver) {
      this.#isOver = true;
      await this.#pass.close();
    }
    return END;
  }

  /** Keeps the answers in order. */
  #after(result: PromiseLike<IteratorResult<E, undefined>>): Promise<IteratorResult<E, undefined>> {
    const answer = Promise.resolve(result);
    const settled: Promise<unknown> = answer.then(ignore, ignore).then(() => {
      if (this.#asked === settled) this.#asked = undefined;
    });
    this.#asked = settled;
    return answer;
  }

  #pull(): Eventual<IteratorResult<E, undefined>> {
    if (this.#isOver) return END;
    let element: Eventual<E | undefined>;
    try {
      element = this.#pass.next();
    } catch (error) {
      return this.#fail(error);
    }
    if (isPromised(element)) {
      return Promise.resolve(element).then(
        (value) => this.#answer(value),
        (error: unknown) => this.#fail(error),
      );
    }
    return this.#answer(element);
  }

  #answer(value: E | undefined): Eventual<IteratorResult<E, undefined>> {
    return value === undefined ? this.return() : { done: false, value };
  }

  /** The first error counts: one of closing is a consequence. */
  async #fail(error: unknown): Promise<never> {
    await this.return().catch(ignore);
    throw error;
  }
}

const END = { done: true, value: undefined } as const;

const ignore = (): void => {};
