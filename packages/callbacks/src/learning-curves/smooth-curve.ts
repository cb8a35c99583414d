/** Curves without their noise, and how much of it there is. */

export interface SmoothCurve {
  /** Means of the values around each one. */
  readonly values: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly least: number;
  /** Index of the least value, the first one of equals. */
  readonly leastIndex: number;
  /** Difference of two smoothed values that chance alone would hardly make. */
  readonly chance: number;
  /** By how much the last quarter is lower than the one before it, on average. */
  readonly lastFall: number;
  /** Fall from quarter to quarter that chance alone would hardly make. */
  readonly chanceOfFall: number;
}

/** @param values - At least one, all finite. */
export function smoothCurve(values: readonly number[]): SmoothCurve {
  const radius = radiusFor(values.length);
  const smoothed = values.map((_, i) =>
    mean(values.slice(Math.max(0, i - radius), i + radius + 1)),
  );
  const deviation = deviationFrom(values, smoothed, radius);
  const least = Math.min(...smoothed);
  const quarter = Math.max(2, Math.floor(values.length / 4));
  const [before, after] = [smoothed.slice(-2 * quarter, -quarter), smoothed.slice(-quarter)];
  return {
    values: smoothed,
    first: smoothed[0] ?? Number.NaN,
    last: smoothed.at(-1) ?? Number.NaN,
    least,
    leastIndex: smoothed.indexOf(least),
    // Two or three standard deviations of the mean of one end, and more because the least of many is lower still.
    chance: (4 * deviation) / Math.sqrt(radius + 1),
    lastFall: before.length > 0 ? mean(before) - mean(after) : 0,
    chanceOfFall: 3 * deviation * Math.sqrt(2 / quarter),
  };
}

/** Neighbors on each side that are averaged: one of twenty epochs, but one in short runs too. */
function radiusFor(count: number): number {
  return Math.max(1, Math.floor(count / 20));
}

/**
 * Standard deviation of the noise, from the median of what smoothing took away: a few jumps do not count.
 *
 * @source 1.4826 makes the median absolute deviation the standard deviation of a normal distribution (Hampel 1974).
 */
function deviationFrom(
  values: readonly number[],
  smoothed: readonly number[],
  radius: number,
): number {
  const taken = values.map((value, i) => Math.abs(value - (smoothed[i] ?? value)));
  const window = 2 * radius + 1;
  return (1.4826 * median(taken)) / Math.sqrt(1 - 1 / window);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
