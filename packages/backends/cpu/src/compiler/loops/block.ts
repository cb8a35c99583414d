/** Vectors of the last axis that are walked together: how many elements of each count. */
export type Block = readonly number[];

/** The vectors for a number of elements. */
export function blockOf(elements: number): Block {
  const vectors = Math.ceil(elements / 4);
  return Array.from({ length: vectors }, (_, i) => Math.min(4, elements - 4 * i));
}
