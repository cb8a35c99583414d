import { requireNumber, requireOptions } from '@myelin/core';
import type { NumberArray } from '../inputs/numbers.ts';
import { meanOfLosses } from './mean-of-losses.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';

/** Which quantile is predicted. */
export interface QuantileOption {
  /** Share of true numbers that should lie below, in [0, 1]. @defaultValue `0.5` */
  readonly alpha?: number;
}

/**
 * Error of a predicted quantile: `mean(α · max(d, 0) + (1 - α) · max(-d, 0))` of `d = yTrue - yPred`. Half the absolute error
 * for the median.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.mean_pinball_loss`.
 * @example
 * meanPinballLoss([1, 2], [0, 4], { alpha: 0.25 }) // => 0.875
 */
export function meanPinballLoss(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputErrorOptions & QuantileOption,
): Float64Array;
export function meanPinballLoss(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: RegressionErrorOptions & QuantileOption,
): number;
export function meanPinballLoss(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: (RegressionErrorOptions | OutputErrorOptions) & QuantileOption = {},
): number | Float64Array {
  const where = 'meanPinballLoss';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  const alpha = requireNumber(where, 'alpha', options.alpha ?? 0.5, { min: 0, max: 1 });
  return meanOfLosses(where, yTrue, yPred, options, {
    loss: (truth, guess) => (truth >= guess ? alpha : alpha - 1) * (truth - guess),
    more: ['alpha'],
  });
}
