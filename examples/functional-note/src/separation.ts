import type { NdArray } from 'myelin';

/**
 * How far classes lie apart: the share of the variance that is left if each point is replaced by the mean of its class.
 *
 * @param points - Shape `[points, features]`.
 * @param labels - Shape `[points]`.
 * @returns From 0, where all classes have one mean, to 1, where all points of a class are equal.
 */
export function separation(points: NdArray, labels: NdArray): number {
  const [count = 0, features = 0] = points.shape;
  const classes = Math.max(...labels.data) + 1;
  const sizes = new Array<number>(classes).fill(0);
  for (const label of labels.data) sizes[label] = (sizes[label] ?? 0) + 1;
  let between = 0;
  let total = 0;
  for (let feature = 0; feature < features; feature++) {
    const sums = new Array<number>(classes).fill(0);
    let squares = 0;
    for (const [i, label] of labels.data.entries()) {
      const value = points.at(i, feature);
      sums[label] = (sums[label] ?? 0) + value;
      squares += value * value;
    }
    const mean = sums.reduce((sum, one) => sum + one, 0) / count;
    total += squares - count * mean * mean;
    for (const [label, sum] of sums.entries()) {
      const size = sizes[label] ?? 0;
      if (size > 0) between += size * (sum / size - mean) ** 2;
    }
  }
  return total > 0 ? between / total : 0;
}
