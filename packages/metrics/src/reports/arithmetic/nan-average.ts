import { pairwiseSum } from '@myelin/core';
import { weightedSum } from './average.ts';

/**
 * Mean of the values that are numbers; NaN if none is. Weights that sum to 0 are passed over.
 *
 * @source scikit-learn `utils.extmath._nanaverage`.
 */
export function nanAverage(values: Float64Array, weights?: Float64Array): number {
  const isNumber = (_: number, i: number): boolean => !Number.isNaN(values[i]);
  const kept = values.filter(isNumber);
  const keptWeights = weights?.filter(isNumber);
  const total = keptWeights ? pairwiseSum(keptWeights) : 0;
  if (keptWeights === undefined || total === 0) return pairwiseSum(kept) / kept.length;
  return weightedSum(kept, keptWeights) / total;
}
