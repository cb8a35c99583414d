import { pairwiseSum } from '@myelin/core';

const MOST_ROUNDS = 300;
/** Of the variance: centers that move less have come to rest. */
const REST = 1e-4;

/**
 * Centers of clusters of numbers, in ascending order: each number belongs to the nearest center, each center is the mean of its
 * numbers. A center without numbers moves to the number farthest from its own.
 *
 * @param start - Where centers begin.
 * @source Lloyd 1982, as scikit-learn's `KMeans` with given centers; with several empty centers at once, they may take the
 * farthest numbers in another order than there.
 */
export function kMeansLine(numbers: Float64Array, start: Float64Array): Float64Array {
  const mean = pairwiseSum(numbers) / numbers.length;
  const values = numbers.map((value) => value - mean);
  const rest = REST * spread(numbers, mean);
  const labels = new Int32Array(values.length).fill(-1);
  let centers: Float64Array = start.map((center) => center - mean);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const isSame = !assign(values, centers, labels);
    const next = means(values, centers, labels);
    let shift = 0;
    for (const [at, center] of next.entries()) shift += (center - (centers[at] as number)) ** 2;
    centers = next;
    if (isSame || shift <= rest) break;
  }
  return centers.map((center) => center + mean).sort();
}

const spread = (numbers: Float64Array, mean: number): number =>
  pairwiseSum(numbers.map((value) => (value - mean) ** 2)) / numbers.length;

/** Gives each number its nearest center, the first of equally near ones. Whether any has another one than before. */
function assign(values: Float64Array, centers: Float64Array, labels: Int32Array): boolean {
  const squares = centers.map((center) => center * center);
  let isChanged = false;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let center = 0; center < centers.length; center++) {
      // (x - c)² without x², which is the same for all.
      const distance = (squares[center] as number) - 2 * (value * (centers[center] as number));
      if (distance < least) {
        least = distance;
        nearest = center;
      }
    }
    if (labels[at] === nearest) continue;
    labels[at] = nearest;
    isChanged = true;
  }
  return isChanged;
}

function means(values: Float64Array, before: Float64Array, labels: Int32Array): Float64Array {
  const sums = new Float64Array(before.length);
  const counts = new Float64Array(before.length);
  for (let at = 0; at < values.length; at++) {
    const label = labels[at] as number;
    sums[label] = (sums[label] as number) + (values[at] as number);
    counts[label] = (counts[label] as number) + 1;
  }
  fillEmpty(values, before, labels, sums, counts);
  const largest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  for (let center = 0; center < sums.length; center++) {
    const count = counts[center] as number;
    if (count > 0) sums[center] = (sums[center] as number) * (1 / count);
    // Those before it are means by then, those after it are sums yet: as there.
    else sums[center] = sums[largest] as number;
  }
  return sums;
}

function fillEmpty(
  values: Float64Array,
  before: Float64Array,
  labels: Int32Array,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const empty = [...counts.keys()].filter((center) => counts[center] === 0);
  if (empty.length === 0) return;
  const distances = values.map(
    (value, at) => (value - (before[labels[at] as number] as number)) ** 2,
  );
  const farthest = farthestOf(distances, empty.length);
  if (distances[farthest[0] as number] === 0) return;
  for (const [order, center] of empty.entries()) {
    const at = farthest[order] as number;
    const value = values[at] as number;
    const old = labels[at] as number;
    sums[old] = (sums[old] as number) - value;
    counts[old] = (counts[old] as number) - 1;
    sums[center] = value;
    counts[center] = 1;
  }
}

/** Places of the `count` largest, the largest first, of equal ones the last. */
function farthestOf(distances: Float64Array, count: number): number[] {
  const order = Array.from(distances.keys());
  order.sort((a, b) => (distances[b] as number) - (distances[a] as number) || b - a);
  return order.slice(0, count);
}
