/** Einstein sums of attention over tensors of any rank. */

const letter = (i: number): string => String.fromCharCode('a'.charCodeAt(0) + i);

const letters = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => letter(from + i)).join('');

export interface ProjectionEquation {
  readonly equation: string;
  /** Axes of the result that the kernel brings: those that a bias is for. */
  readonly biasAxes: string;
}

/**
 * A dense layer over the last axes.
 *
 * @param free - Axes before them, which stay.
 * @param bound - Axes that are summed over.
 * @param made - Axes that come in their place.
 * @example
 * projectionEquation(2, 1, 2) // => { equation: 'abc,cde->abde', biasAxes: 'de' }
 */
export function projectionEquation(free: number, bound: number, made: number): ProjectionEquation {
  const kept = letters(0, free);
  const summed = letters(free, bound);
  const biasAxes = letters(free + bound, made);
  return { equation: `${kept}${summed},${summed}${biasAxes}->${kept}${biasAxes}`, biasAxes };
}

export interface AttentionEquations {
  /** Scores of query and key: `[batch axes, heads, queries, keys]`. */
  readonly scores: string;
  /** Means of values by scores. */
  readonly means: string;
}

/**
 * @param rank - Of projected queries, keys and values: `[batch, ..., heads, features]`.
 * @param axes - Those that attention is about.
 * @example
 * attentionEquations(4, [1]) // => { scores: 'abcd,aecd->acbe', means: 'acbe,aecd->abcd' }
 */
export function attentionEquations(rank: number, axes: readonly number[]): AttentionEquations {
  const query = [...letters(0, rank)];
  const fresh = [...letters(rank, axes.length)];
  const key = query.map((own, axis) => (axes.includes(axis) ? (fresh.shift() ?? own) : own));
  const batch = query.filter((_, axis) => axis !== rank - 1 && !axes.includes(axis));
  const along = (from: readonly string[]): string[] => axes.map((axis) => from[axis] ?? '');
  const scores = [...batch, ...along(query), ...along(key)].join('');
  return {
    scores: `${query.join('')},${key.join('')}->${scores}`,
    means: `${scores},${key.join('')}->${query.join('')}`,
  };
}
