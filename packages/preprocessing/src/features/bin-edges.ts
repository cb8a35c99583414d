import { DataError } from '@myelin/core';
import { linspace } from '../arithmetic/linspace.ts';
import { partiallySort } from '../arithmetic/partially-sort.ts';
import { type QuantileMethod, quantilePlaces, quantiles } from '../arithmetic/quantiles.ts';
import { kMeansLine } from './k-means-line.ts';

/** How edges are chosen: bins of one width, of one number of rows, or around the centers of clusters. */
export type BinStrategy = 'uniform' | 'quantile' | 'kmeans';

export interface BinEdgesOptions {
  /** Bins that are wanted. */
  readonly count: number;
  readonly strategy: BinStrategy;
  readonly quantileMethod: QuantileMethod;
}

/** The edges of the one bin of a column whose numbers are the same. */
const oneForAll = (): Float64Array =>
  Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** Bins that are narrower are joined with the next one. */
const NARROWEST = 1e-8;

/**
 * Edges of bins, from the smallest number to the largest; `[-Infinity, Infinity]` where all are the same. Bins next to nothing
 * wide are left out; where none is left there is one for all (scikit-learn has none then).
 *
 * @param values - In the order of the rows.
 * @throws {@link DataError} there are fewer numbers than clusters.
 */
export function binEdges(
  where: string,
  values: Float64Array,
  { count, strategy, quantileMethod }: BinEdgesOptions,
): Float64Array {
  const [min, max] = extremes(values);
  if (min === max) return oneForAll();
  const even = linspace(min, max, count + 1);
  if (strategy === 'uniform') return even;
  if (strategy === 'kmeans') {
    requireRows(where, values.length, count);
    const centers = kMeansLine(values, betweenNeighbors(even));
    const edges = new Float64Array(count + 1);
    edges.set(betweenNeighbors(centers), 1);
    edges[0] = min;
    edges[count] = max;
    return wideOnes(edges);
  }
  const fractions = linspace(0, 100, count + 1).map((percent) => percent / 100);
  const places = quantilePlaces(values.length, fractions, quantileMethod);
  return wideOnes(quantiles(partiallySort(values.slice(), places), fractions, quantileMethod));
}

function extremes(values: Float64Array): readonly [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

/** Centers of bins. */
export const betweenNeighbors = (edges: Float64Array): Float64Array =>
  edges.subarray(1).map((edge, at) => (edge + (edges[at] as number)) * 0.5);

function wideOnes(edges: Float64Array): Float64Array {
  const wide = edges.filter((edge, at) => at === 0 || edge - (edges[at - 1] as number) > NARROWEST);
  return wide.length > 1 ? wide : oneForAll();
}

function requireRows(where: string, rows: number, bins: number): void {
  if (rows >= bins) return;
  throw new DataError({
    where,
    problem: `'kmeans' needs at least as many rows as bins, received ${rows} rows for ${bins} bins`,
    fix: `pass { nBins: ${rows} }, or another \`strategy\``,
  });
}
