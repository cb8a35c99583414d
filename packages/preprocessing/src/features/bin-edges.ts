import { DataError } from '@myelin/core';
import { linspace } from '../scalers/linspace.ts';
import { type QuantileMethod, quantiles } from '../scalers/quantiles.ts';
import { kMeansLine } from './k-means-line.ts';

/** How edges are chosen: bins of one width, of one number of rows, or around the centers of clusters. */
export type BinStrategy = 'uniform' | 'quantile' | 'kmeans';

export interface BinEdgesOptions {
  /** Bins that are wanted. */
  readonly count: number;
  readonly strategy: BinStrategy;
  readonly quantileMethod: QuantileMethod;
}

/** The one bin of a column whose numbers are the same. */
const all = Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

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
  const sorted = values.slice().sort();
  const min = sorted[0] as number;
  const max = sorted[sorted.length - 1] as number;
  if (min === max) return all;
  const even = linspace(min, max, count + 1);
  if (strategy === 'uniform') return even;
  if (strategy === 'kmeans') {
    requireRows(where, values.length, count);
    const centers = kMeansLine(values, betweenNeighbors(even));
    return wideOnes(Float64Array.of(min, ...betweenNeighbors(centers), max));
  }
  const fractions = linspace(0, 100, count + 1).map((percent) => percent / 100);
  return wideOnes(quantiles(sorted, fractions, quantileMethod));
}

/** Centers of bins. */
export const betweenNeighbors = (edges: Float64Array): Float64Array =>
  edges.subarray(1).map((edge, at) => (edge + (edges[at] as number)) * 0.5);

function wideOnes(edges: Float64Array): Float64Array {
  const wide = edges.filter((edge, at) => at === 0 || edge - (edges[at - 1] as number) > NARROWEST);
  return wide.length > 1 ? wide : all;
}

function requireRows(where: string, rows: number, bins: number): void {
  if (rows >= bins) return;
  throw new DataError({
    where,
    problem: `'kmeans' needs at least as many rows as bins, received ${rows} rows for ${bins} bins`,
    fix: `pass { nBins: ${rows} }, or another \`strategy\``,
  });
}
