import { permutation } from '@myelin/core';

/** Which rows go where. */
export interface SplitRows {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Divides shuffled rows into two parts with the same share of every class.
 *
 * Of a class with `n` rows, `round(n · testFraction)` go to the test part.
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  testFraction: number,
  seed: number,
): SplitRows {
  const counts = new Map<number, number>();
  const label = (row: number): number => labels[row] ?? 0;
  for (let row = 0; row < labels.length; row++) {
    counts.set(label(row), (counts.get(label(row)) ?? 0) + 1);
  }
  const wanted = new Map(Array.from(counts, ([of, n]) => [of, Math.round(n * testFraction)]));
  const train: number[] = [];
  const test: number[] = [];
  for (const row of permutation(labels.length, seed)) {
    const left = wanted.get(label(row)) ?? 0;
    (left > 0 ? test : train).push(row);
    wanted.set(label(row), left - 1);
  }
  return { train, test };
}
