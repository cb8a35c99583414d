import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';

/**
 * Root of the mean squared error: `√mean((yTrue - yPred)²)`, of each output by itself.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.root_mean_squared_error`.
 * @example
 * rootMeanSquaredError([1, 2, 3], [1, 2, 6]) // => 1.7320508075688772
 */
export function rootMeanSquaredError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function rootMeanSquaredError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function rootMeanSquaredError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('rootMeanSquaredError', yTrue, yPred, options, {
    loss: (truth, guess) => (truth - guess) ** 2,
    after: Math.sqrt,
  });
}
