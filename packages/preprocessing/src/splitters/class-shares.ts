import type { Draws } from './draws.ts';

/**
 * How many of `size` rows come from each class, if they come in the shares of `counts`: whole numbers below, and what is then
 * missing goes to the classes with the largest remainders, at random where these are equal.
 *
 * @source scikit-learn `_approximate_mode`
 */
export function classShares(counts: Int32Array, size: number, draws: Draws): Int32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = Float64Array.from(counts, (count) => (count / total) * size);
  const shares = Int32Array.from(exact, Math.floor);
  let missing = size - shares.reduce((sum, share) => sum + share, 0);
  const remainders = exact.map((share) => share - Math.floor(share));
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const classes = draws.shuffled(
      Int32Array.from(remainders.keys()).filter((label) => remainders[label] === value),
    );
    for (const label of classes.subarray(0, missing)) shares[label] = (shares[label] as number) + 1;
    missing -= Math.min(missing, classes.length);
  }
  return shares;
}
