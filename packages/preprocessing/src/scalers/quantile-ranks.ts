import { heightAfter, interpolate, type Knots, lastNotAbove } from '../arithmetic/interpolate.ts';
import { normalCdf, normalQuantile } from '../arithmetic/normal-distribution.ts';

/** Ranks this near to 0 or 1 count as that: the normal distribution would give infinity. */
const NEAR = 1e-7;

const least = normalQuantile(NEAR - Number.EPSILON);
const most = normalQuantile(1 - (NEAR - Number.EPSILON));

/**
 * What gives a number its rank among the quantiles of a column, or the normally distributed number of that rank.
 *
 * Of numbers that come more than once, the rank is the mean of the first and the last.
 */
export function toRank(
  quantiles: Float64Array,
  references: Float64Array,
  output: 'uniform' | 'normal',
): (value: number) => number {
  const upward: Knots = { x: quantiles, y: references };
  const downward: Knots = {
    x: quantiles.map((value) => -value).reverse(),
    y: references.map((value) => -value).reverse(),
  };
  const low = quantiles[0] as number;
  const high = quantiles[quantiles.length - 1] as number;
  const last = quantiles.length - 1;
  const rankOf = (value: number): number => {
    if (!(value > low && value < high)) {
      return 0.5 * (interpolate(upward, value) - interpolate(downward, -value));
    }
    const place = lastNotAbove(quantiles, value);
    const up = heightAfter(upward, place, value);
    if (quantiles[place] === value) return 0.5 * (up - interpolate(downward, -value));
    // Seen from above, the piece begins at the next quantile.
    return 0.5 * (up - heightAfter(downward, last - place - 1, -value));
  };
  if (output === 'uniform') {
    return (value) => {
      if (Number.isNaN(value)) return value;
      if (value === low) return 0;
      return value === high ? 1 : rankOf(value);
    };
  }
  return (value) => {
    if (Number.isNaN(value)) return value;
    if (value - NEAR < low) return least;
    if (value + NEAR > high) return most;
    return Math.min(Math.max(normalQuantile(rankOf(value)), least), most);
  };
}

/** What gives back the number of a rank. */
export function fromRank(
  quantiles: Float64Array,
  references: Float64Array,
  output: 'uniform' | 'normal',
): (value: number) => number {
  const knots: Knots = { x: references, y: quantiles };
  const low = quantiles[0] as number;
  const high = quantiles[quantiles.length - 1] as number;
  if (output === 'uniform') {
    return (value) => {
      if (Number.isNaN(value)) return value;
      if (value === 0) return low;
      return value === 1 ? high : interpolate(knots, value);
    };
  }
  return (value) => {
    const rank = normalCdf(value);
    if (Number.isNaN(rank)) return rank;
    if (rank - NEAR < 0) return low;
    return rank + NEAR > 1 ? high : interpolate(knots, rank);
  };
}
