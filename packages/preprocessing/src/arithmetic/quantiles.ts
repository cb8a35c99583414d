/** How a quantile is found between two numbers, by NumPy's names. */
export type QuantileMethod =
  | 'inverted_cdf'
  | 'averaged_inverted_cdf'
  | 'closest_observation'
  | 'interpolated_inverted_cdf'
  | 'hazen'
  | 'weibull'
  | 'linear'
  | 'median_unbiased'
  | 'normal_unbiased';

/** Where a quantile lies among `n` sorted numbers: a place, and whether it is whole or between two. */
type Place = (n: number, q: number) => number;

/** Hyndman and Fan's methods 4 to 9, by their two constants. */
const between =
  (alpha: number, beta: number): Place =>
  (n, q) =>
    n * q + (alpha + q * (1 - alpha - beta)) - 1;

const places: Readonly<Record<QuantileMethod, Place>> = {
  inverted_cdf: (n, q) => Math.max(Math.ceil(n * q - 1), 0),
  averaged_inverted_cdf(n, q) {
    const place = n * q - 1;
    const low = Math.floor(place);
    return place === low ? low + 0.5 : low + 1;
  },
  closest_observation(n, q) {
    const place = n * q - 1 - 0.5;
    const low = Math.floor(place);
    return Math.max(place === low && Math.abs(low % 2) === 1 ? low : low + 1, 0);
  },
  interpolated_inverted_cdf: between(0, 1),
  hazen: between(0.5, 0.5),
  weibull: between(0, 0),
  linear: (n, q) => (n - 1) * q,
  median_unbiased: between(1 / 3, 1 / 3),
  normal_unbiased: between(3 / 8, 3 / 8),
};

/** Names of all methods. */
export const quantileMethods = Object.keys(places) as readonly QuantileMethod[];

/**
 * Quantiles of sorted numbers; NaN where there are none.
 *
 * @param fractions - Numbers from 0 to 1.
 * @source Hyndman & Fan 1996, rounded as NumPy's `quantile`.
 */
export function quantiles(
  sorted: Float64Array,
  fractions: Float64Array,
  method: QuantileMethod = 'linear',
): Float64Array {
  const last = sorted.length - 1;
  if (last < 0) return new Float64Array(fractions.length).fill(Number.NaN);
  const placeOf = places[method];
  return fractions.map((fraction) => {
    const place = placeOf(sorted.length, fraction);
    if (place >= last) return sorted[last] as number;
    if (place < 0) return sorted[0] as number;
    const low = Math.floor(place);
    if (place === low) return sorted[low] as number;
    return interpolated(sorted[low] as number, sorted[low + 1] as number, place - low);
  });
}

/** The places, ascending, at which {@link quantiles} looks: the others need not be sorted. */
export function quantilePlaces(
  count: number,
  fractions: Float64Array,
  method: QuantileMethod = 'linear',
): number[] {
  const last = count - 1;
  const placeOf = places[method];
  const found = new Set<number>();
  for (const fraction of fractions) {
    const low = Math.min(Math.max(Math.floor(placeOf(count, fraction)), 0), last);
    found.add(low).add(Math.min(low + 1, last));
  }
  return [...found].sort((a, b) => a - b);
}

/** Between `a` and `b`, from the nearer of them. */
function interpolated(a: number, b: number, t: number): number {
  const gap = b - a;
  return t >= 0.5 ? b - gap * (1 - t) : a + gap * t;
}

/** The mean of the two middle numbers, or the middle one. */
export function median(sorted: Float64Array): number {
  const { length } = sorted;
  const high = sorted[length >> 1] as number;
  if (length === 0) return Number.NaN;
  return length % 2 === 1 ? high : ((sorted[(length >> 1) - 1] as number) + high) / 2;
}
