import type { Eventual } from './eventual.ts';

/**
 * One way through elements, which are pulled out of it one by one.
 *
 * Whoever opens a pass closes it: also after its end, and after an error.
 */
export interface Pass<T> {
  /** The next element; undefined at the end, and from then on. Called again only once the answer before is there. */
  next(): Eventual<T | undefined>;
  /** Lets go of all that stands behind. May be called at any time, and again: only the first call counts. */
  close(): Eventual<void>;
}
