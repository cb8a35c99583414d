import { pairwiseSum } from '@myelin/core';

/** Categories of one column: the place of each row's, -1 where it is unknown, and how many there are. */
export interface CodedColumn {
  readonly places: Int32Array;
  readonly count: number;
}

export const meanOf = (values: Float64Array): number => pairwiseSum(values) / values.length;

/**
 * The mean of the target in each category, drawn towards the mean of all.
 *
 * With a number `m`: `(Σy + m · mean) / (n + m)`. With `'auto'`: `λ · mean_c + (1 - λ) · mean`, with
 * `λ = n · var / (n · var + var_c)`, where `var` and `var_c` are the variances of the target in all and in the category.
 *
 * @source Micci-Barreca 2001, equations 3, 5 and 6, as scikit-learn computes them. Unknown categories are left out, which its
 * code promises; it counts them as the first.
 */
export function targetStatistics(
  { places, count }: CodedColumn,
  target: Float64Array,
  smooth: number | 'auto',
): Float64Array {
  const mean = meanOf(target);
  if (smooth === 'auto') return smoothed(places, target, count, mean);
  const sums = new Float64Array(count).fill(smooth * mean);
  const counts = new Float64Array(count).fill(smooth);
  for (let row = 0; row < places.length; row++) {
    const place = places[row] as number;
    if (place < 0) continue;
    sums[place] = (sums[place] as number) + (target[row] as number);
    counts[place] = (counts[place] as number) + 1;
  }
  return sums.map((sum, place) => (counts[place] === 0 ? mean : sum / (counts[place] as number)));
}

function smoothed(
  places: Int32Array,
  target: Float64Array,
  count: number,
  mean: number,
): Float64Array {
  const variance = meanOf(target.map((value) => (value - mean) ** 2));
  const counts = new Float64Array(count);
  const means = new Float64Array(count);
  for (let row = 0; row < places.length; row++) {
    const place = places[row] as number;
    if (place < 0) continue;
    counts[place] = (counts[place] as number) + 1;
    means[place] = (means[place] as number) + (target[row] as number);
  }
  for (let at = 0; at < count; at++) means[at] = (means[at] as number) / (counts[at] as number);
  const squares = new Float64Array(count);
  for (let row = 0; row < places.length; row++) {
    const place = places[row] as number;
    if (place < 0) continue;
    const difference = (target[row] as number) - (means[place] as number);
    squares[place] = (squares[place] as number) + difference * difference;
  }
  return means.map((own, at) => {
    const n = counts[at] as number;
    const weight = (variance * n) / (variance * n + (squares[at] as number) / n);
    // Not a number where no row is of the category, or the target does not vary.
    return Number.isNaN(weight) ? mean : weight * own + (1 - weight) * mean;
  });
}
