import type { NumberArray } from '../inputs/numbers.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';
import {
  columnOf,
  combineOutputs,
  regressionTargets,
  requireErrorOptions,
} from './regression-targets.ts';
import { weightedMedian } from './weighted-median.ts';

/**
 * Median of absolute errors: `median(|yTrue - yPred|)`, which a few wild ones do not move.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.median_absolute_error`.
 * @example
 * medianAbsoluteError([3, -0.5, 2, 7], [2.5, 0, 2, 8]) // => 0.5
 */
export function medianAbsoluteError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function medianAbsoluteError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function medianAbsoluteError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  const where = 'medianAbsoluteError';
  requireErrorOptions(where, options);
  const targets = regressionTargets(where, yTrue, yPred, options.sampleWeight);
  const { truth, guesses, rows, columns, weights } = targets;
  const errors = truth.map((value, i) => Math.abs(value - (guesses[i] ?? 0)));
  const medians = Float64Array.from({ length: columns }, (_, column) => {
    const own = columnOf(errors, rows, columns, column);
    return weights ? weightedMedian(own, weights) : median(own);
  });
  return combineOutputs(where, medians, options.multioutput);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
