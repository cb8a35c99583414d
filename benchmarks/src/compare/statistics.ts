/** The middle one of some numbers, or the mean of the middle two. NaN without any. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest number that at least this fraction of the numbers do not exceed. NaN without any. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
}

/** `exp(mean(log(values)))`: the mean of ratios. NaN without any. */
export function geometricMean(values: readonly number[]): number {
  const logarithms = values.reduce((sum, value) => sum + Math.log(value), 0);
  return Math.exp(logarithms / values.length);
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
