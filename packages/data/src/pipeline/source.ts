import type { Cardinality } from './cardinality.ts';
import type { ElementSpec } from './element-spec.ts';
import type { Pass } from './pass.ts';

/** What stands behind a data set: elements that can be gone through any number of times. */
export interface Source<E> {
  readonly cardinality: Cardinality;
  /** What each element is made of, where that is known before one is there. */
  readonly elementSpec?: ElementSpec<E> | undefined;
  /** One pass over the elements. */
  open(): Pass<E>;
  /** The same pass as row numbers, while elements are still untouched rows of arrays. */
  readonly rows?: Rows<E>;
  /**
   * The same pass as blocks, while elements are still rows of arrays that come one after the other. Each array of a block holds one
   * along its first axis; all blocks have the same structure, shapes of rows and element types.
   */
  readonly blocks?: Source<E> | undefined;
}

/** Rows of arrays in memory, in some order. `batch` copies them from here, and nothing else does. */
export interface Rows<E> {
  /** All rows: each array holds one along its first axis. */
  readonly arrays: E;
  /** One pass: which rows, in which order. */
  order(): Iterable<number>;
}
