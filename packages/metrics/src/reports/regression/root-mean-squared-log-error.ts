import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';
import { requireAboveMinusOne, squaredLogError } from './squared-log-error.ts';
/**
 * Root of the mean squared error of logarithms: `√mean((log(1 + yTrue) - log(1 + yPred))²)`, of each output by itself.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples, or one is -1 or less.
 * @source scikit-learn `metrics.root_mean_squared_log_error`.
 * @example
 * rootMeanSquaredLogError([0, 1], [0, 3]) // => 0.49012907173427356
 */
export function rootMeanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function rootMeanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function rootMeanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('rootMeanSquaredLogError', yTrue, yPred, options, {
    loss: squaredLogError,
    after: Math.sqrt,
    check: (values, name) => requireAboveMinusOne('rootMeanSquaredLogError', values, name),
  });
}
