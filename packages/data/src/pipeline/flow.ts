/**
 * Operations are written as flows: generators that yield the elements they give, and promises they wait for. A pass through
 * a flow stays in one go as long as nothing is promised, and costs no promise for each element.
 */

import { type Eventual, isPromised } from './eventual.ts';
import { OpenPasses } from './open-passes.ts';
import type { Pass } from './pass.ts';

/** Yields elements, and promises whose values it is given back. */
export type Flow<T> = Generator<T | PromiseLike<unknown>, void, unknown>;

/** Waits in a flow: `const value = isPromised(it) ? yield* settled(it) : it`. */
export function* settled<T>(promised: PromiseLike<T>): Generator<PromiseLike<T>, T, unknown> {
  return (yield promised) as T;
}

/** A pass through a flow, which begins when its first element is asked for. The passes that it opens are closed with it. */
export function flowing<T>(write: (passes: OpenPasses) => Flow<T>): Pass<T> {
  return new FlowPass(write);
}

class FlowPass<T> implements Pass<T> {
  readonly #passes = new OpenPasses();
  readonly #flow: Flow<T>;
  #isOver = false;
  #isRunning = false;
  #closing: { readonly done: Eventual<void> } | undefined;

  constructor(write: (passes: OpenPasses) => Flow<T>) {
    this.#flow = write(this.#passes);
  }

  next(): Eventual<T | undefined> {
    if (this.#isOver) return undefined;
    const value = this.#resume(undefined, undefined);
    return isPromised(value) ? this.#wait(value) : (value as T | undefined);
  }

  close(): Eventual<void> {
    const isSuspended = !this.#isOver && !this.#isRunning;
    this.#isOver = true;
    if (isSuspended) this.#flow.return();
    this.#closing ??= { done: this.#passes.closeAll() };
    return this.#closing.done;
  }

  async #wait(promised: PromiseLike<unknown>): Promise<T | undefined> {
    for (let waiting = promised; ; ) {
      let failure: { readonly error: unknown } | undefined;
      let given: unknown;
      try {
        given = await waiting;
      } catch (error) {
        failure = { error };
      }
      // Closed in between: nobody wants to know any more.
      if (this.#isOver) return undefined;
      const value = this.#resume(given, failure);
      if (!isPromised(value)) return value as T | undefined;
      waiting = value;
    }
  }

  /** What the flow yields next; undefined when it is over. */
  #resume(
    given: unknown,
    failure: { readonly error: unknown } | undefined,
  ): T | PromiseLike<unknown> | undefined {
    this.#isRunning = true;
    try {
      const { done, value } = failure ? this.#flow.throw(failure.error) : this.#flow.next(given);
      if (done) this.#isOver = true;
      return this.#isOver ? undefined : (value as T | PromiseLike<unknown>);
    } catch (error) {
      this.#isOver = true;
      throw error;
    } finally {
      this.#isRunning = false;
    }
  }
}
