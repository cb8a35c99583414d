/** Points of a line of straight pieces, from left to right. */
export interface Knots {
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The height at `at` of straight lines between the knots, that of the first or last one outside. Of knots with one `x` the last
 * one counts.
 *
 * @source rounded as NumPy's `interp`
 */
export function interpolate(knots: Knots, at: number): number {
  const { x, y } = knots;
  const last = x.length - 1;
  if (at > (x[last] as number)) return y[last] as number;
  if (at < (x[0] as number)) return y[0] as number;
  return heightAfter(knots, lastNotAbove(x, at), at);
}

/** The height at `at`, which lies between that knot and the next one. */
export function heightAfter({ x, y }: Knots, low: number, at: number): number {
  const xLow = x[low] as number;
  const yLow = y[low] as number;
  if (low === x.length - 1 || xLow === at) return yLow;
  const xHigh = x[low + 1] as number;
  const yHigh = y[low + 1] as number;
  const slope = (yHigh - yLow) / (xHigh - xLow);
  const height = slope * (at - xLow) + yLow;
  if (!Number.isNaN(height)) return height;
  // The slope may be infinite.
  const fromHigh = slope * (at - xHigh) + yHigh;
  return Number.isNaN(fromHigh) && yLow === yHigh ? yLow : fromHigh;
}

/** Place of the last number that is not above `at`; 0 where there is none. */
export function lastNotAbove(numbers: Float64Array, at: number): number {
  let low = 0;
  let high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
