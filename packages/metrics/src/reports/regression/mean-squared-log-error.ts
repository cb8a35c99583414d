import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';
import { requireAboveMinusOne, squaredLogError } from './squared-log-error.ts';
/**
 * Mean squared error of logarithms: `mean((log(1 + yTrue) - log(1 + yPred))²)`. Big numbers may be off by more.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples, or one is -1 or less.
 * @source scikit-learn `metrics.mean_squared_log_error`.
 * @example
 * meanSquaredLogError([0, 1], [0, 3]) // => 0.2402265069591007
 */
export function meanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function meanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function meanSquaredLogError(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('meanSquaredLogError', yTrue, yPred, options, {
    loss: squaredLogError,
    check: (values, name) => requireAboveMinusOne('meanSquaredLogError', values, name),
  });
}
