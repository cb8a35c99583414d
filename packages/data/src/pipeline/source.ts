import type { Cardinality } from './cardinality.ts';
import type { DatasetElement } from './example.ts';

/** What stands behind a data set: elements that can be gone through any number of times. */
export interface Source<E extends DatasetElement> {
  readonly cardinality: Cardinality;
  /** One pass over the elements. */
  elements(): AsyncIterable<E>;
  /** The same pass as row numbers, while elements are still untouched rows of arrays. */
  readonly rows?: Rows<E>;
}

/** Rows of arrays in memory, in some order. `batch` copies them from here, and nothing else does. */
export interface Rows<E extends DatasetElement> {
  /** All rows: each array holds one along its first axis. */
  readonly arrays: E;
  /** One pass: which rows, in which order. */
  order(): Iterable<number>;
}
