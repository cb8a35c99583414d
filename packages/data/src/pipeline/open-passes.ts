import { type Eventual, isPromised } from './eventual.ts';
import type { Pass } from './pass.ts';
import type { Source } from './source.ts';

/** The passes that an operation has opened and must close. */
export class OpenPasses {
  readonly #passes = new Set<Pass<unknown>>();
  #isClosed = false;

  /** A pass through the elements of a source. */
  open<E>(source: Source<E>): Pass<E> {
    return this.add(source.open());
  }

  /** Takes charge of a pass. One that comes too late is closed at once. */
  add<T>(pass: Pass<T>): Pass<T> {
    this.#passes.add(pass);
    if (this.#isClosed) {
      // Nobody waits any more for how that ends.
      Promise.resolve()
        .then(() => this.close(pass))
        .catch(() => {});
    }
    return pass;
  }

  /** Closes one of them. */
  close(pass: Pass<unknown>): Eventual<void> {
    return this.#passes.delete(pass) ? pass.close() : undefined;
  }

  /** Closes all, the last opened first. One that fails does not keep the others open; its error comes out at the end. */
  closeAll(): Eventual<void> {
    this.#isClosed = true;
    const passes = [...this.#passes].reverse();
    this.#passes.clear();
    const failures: unknown[] = [];
    const waiting: PromiseLike<void>[] = [];
    for (const pass of passes) {
      try {
        const closed = pass.close();
        if (isPromised(closed)) waiting.push(closed);
      } catch (error) {
        failures.push(error);
      }
    }
    if (waiting.length > 0) return settleAll(waiting, failures);
    if (failures.length > 0) throw failures[0];
  }
}

async function settleAll(
  waiting: readonly PromiseLike<void>[],
  failures: unknown[],
): Promise<void> {
  for (const result of await Promise.allSettled(waiting)) {
    if (result.status === 'rejected') failures.push(result.reason);
  }
  if (failures.length > 0) throw failures[0];
}
