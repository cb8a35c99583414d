import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';

/**
 * Mean absolute error in relation to the true number: `mean(|yTrue - yPred| / |yTrue|)`; a share, not a percentage. A true 0 counts as 2.2e-16, so that its error is huge. The function without `Value` gives a tensor of percentages of samples.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.mean_absolute_percentage_error`.
 * @example
 * meanAbsolutePercentageErrorValue([2, 4], [1, 5]) // => 0.375
 */
export function meanAbsolutePercentageErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions,
): Float64Array;
export function meanAbsolutePercentageErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions,
): number;
export function meanAbsolutePercentageErrorValue(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions = {},
): number | Float64Array {
  return meanOfLosses('meanAbsolutePercentageErrorValue', yTrue, yPred, options, {
    loss: (truth, guess) => Math.abs(guess - truth) / Math.max(Math.abs(truth), Number.EPSILON),
  });
}
