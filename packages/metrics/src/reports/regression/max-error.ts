import { ShapeError } from '@myelin/core';
import type { NumberArray } from '../inputs/numbers.ts';
import { regressionTargets } from './regression-targets.ts';

/**
 * The largest absolute error: `max(|yTrue - yPred|)`.
 *
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold one finite number for each of the same samples.
 * @source scikit-learn `metrics.max_error`.
 * @example
 * maxError([3, 2, 7, 1], [4, 2, 7, 1]) // => 1
 */
export function maxError(yTrue: NumberArray, yPred: NumberArray): number {
  const where = 'maxError';
  const { truth, guesses, columns } = regressionTargets(where, yTrue, yPred, undefined);
  if (columns > 1) {
    throw new ShapeError({
      where,
      problem: `\`yTrue\` must have one output, received ${columns}`,
      fix: 'pass one output at a time',
    });
  }
  return truth.reduce((most, value, i) => Math.max(most, Math.abs(value - (guesses[i] ?? 0))), 0);
}
