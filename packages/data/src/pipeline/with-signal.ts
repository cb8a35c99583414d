import { AbortError, ArgumentError, describe } from '@myelin/core';
import { type Eventual, isPromised } from './eventual.ts';
import type { Pass } from './pass.ts';
import type { Source } from './source.ts';

/** The same elements, until `signal` fires. */
export function withSignal<E>(source: Source<E>, signal: AbortSignal): Source<E> {
  if (!(signal instanceof AbortSignal)) {
    throw new ArgumentError({
      where: 'Dataset.withSignal',
      problem: `\`signal\` must be an AbortSignal, received ${describe(signal)}`,
      fix: 'pass the signal of an AbortController, or AbortSignal.timeout(1000)',
    });
  }
  const { cardinality, elementSpec } = source;
  return { cardinality, elementSpec, open: () => new AbortablePass(source, signal) };
}

class AbortablePass<E> implements Pass<E> {
  readonly #source: Source<E>;
  readonly #signal: AbortSignal;
  #pass: Pass<E> | undefined;
  #isClosed = false;
  #closing: { readonly done: Eventual<void> } | undefined;

  constructor(source: Source<E>, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }

  next(): Eventual<E | undefined> {
    if (this.#isClosed) return undefined;
    if (this.#signal.aborted) throw this.#abort();
    this.#pass ??= this.#source.open();
    const pulled = this.#pass.next();
    return isPromised(pulled) ? this.#race(pulled) : pulled;
  }

  close(): Eventual<void> {
    this.#isClosed = true;
    this.#closing ??= { done: this.#pass?.close() };
    return this.#closing.done;
  }

  /** The element, or the abort, whichever comes first: what stands before may never answer. */
  #race(pulled: PromiseLike<E | undefined>): Promise<E | undefined> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(this.#abort());
      this.#signal.addEventListener('abort', onAbort, { once: true });
      const settle = (): void => this.#signal.removeEventListener('abort', onAbort);
      pulled.then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
    });
  }

  /** Closes what stands before without waiting for it. */
  #abort(): AbortError {
    this.#isClosed = true;
    try {
      const closed = this.#pass?.close();
      if (isPromised(closed)) closed.then(undefined, () => {});
    } catch {
      // The abort is what counts.
    }
    this.#closing = { done: undefined };
    return new AbortError({
      where: 'Dataset.withSignal',
      problem: 'the pass was aborted',
      fix: 'go through the data set again with a signal that has not fired',
      cause: this.#signal.reason,
    });
  }
}
