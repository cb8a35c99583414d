import { DataError, pairwiseSum } from '@myelin/core';

/**
 * Mean of values, each counted by its weight: `Σ weight · value / Σ weight`.
 *
 * @param option - Where the weights came from, as messages name it.
 * @throws {@link DataError} the weights sum to 0.
 */
export function average(
  where: string,
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
  option = 'sampleWeight',
): number {
  if (weights === undefined) return pairwiseSum(values) / values.length;
  const total = pairwiseSum(weights);
  if (total === 0) {
    throw new DataError({
      where,
      problem: `weights of \`${option}\` must not sum to 0, received ${values.length} that do`,
      fix: 'pass weights that are positive, or leave them out',
    });
  }
  return weightedSum(values, weights) / total;
}

/** `Σ weight · value`. */
export function weightedSum(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const products = new Float64Array(values.length);
  for (let i = 0; i < products.length; i++) products[i] = (values[i] ?? 0) * (weights[i] ?? 0);
  return pairwiseSum(products);
}
