/** Number of elements in one pass: `Infinity` if it never ends, `'unknown'` if only going through it can tell. */
export type Cardinality = number | 'unknown';
