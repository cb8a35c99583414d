import { descendingOrder } from '../ranking/descending-order.ts';

/**
 * The value that has half of the weight below it; the mean of two where that falls between them.
 *
 * @source scikit-learn `utils.stats._weighted_percentile`, averaged.
 */
export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = descendingOrder(values).reverse();
  const last = order.length - 1;
  const valueAt = (place: number): number => values[order[place] ?? 0] ?? 0;
  const weightAt = (place: number): number => weights[order[place] ?? 0] ?? 0;
  let total = 0;
  const below = Float64Array.from(order, (i) => {
    total += weights[i] ?? 0;
    return total;
  });
  const half = 0.5 * total || Number.MIN_VALUE;
  const found = below.findIndex((weight) => weight >= half);
  const place = found < 0 ? last : found;
  const reached = below[place] ?? 0;
  if (reached - half > Number.EPSILON) return valueAt(place);
  let next = Math.min(place + 1, last);
  if (weightAt(next) === 0) {
    // Values without weight do not count.
    const above = below.findIndex((weight) => weight > reached);
    next = above < 0 ? place : above;
  }
  return (valueAt(place) + valueAt(next)) / 2;
}
