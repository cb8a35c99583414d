import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';

/**
 * Mean absolute error, one number: `mean(|yTrue - yPred|)`. The function without `Value` gives a tensor of errors of samples.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.mean_absolute_error`.
 * @example
 * meanAbsoluteErrorValue([3, -0.5, 2, 7], [2.5, 0, 2, 8]) // => 0.5
 */
export function meanAbsoluteErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function meanAbsoluteErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function meanAbsoluteErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('meanAbsoluteErrorValue', yTrue, yPred, options, {
    loss: (truth, guess) => Math.abs(truth - guess),
  });
}
