import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';

/**
 * Mean squared error, one number: `mean((yTrue - yPred)²)`. The function without `Value` gives a tensor of errors of samples.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.mean_squared_error`.
 * @example
 * meanSquaredErrorValue([3, -0.5, 2, 7], [2.5, 0, 2, 8]) // => 0.375
 */
export function meanSquaredErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function meanSquaredErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function meanSquaredErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('meanSquaredErrorValue', yTrue, yPred, options, {
    loss: (truth, guess) => (truth - guess) ** 2,
  });
}
