import type { NumberArray } from '../inputs/numbers.ts';
import type { OutputErrorOptions, RegressionErrorOptions } from './regression-targets.ts';
import {
  columnMeans,
  combineOutputs,
  regressionTargets,
  requireErrorOptions,
} from './regression-targets.ts';

/** The loss of one number. */
type NumberLoss = (truth: number, guess: number) => number;

/** What is done with a mean before outputs are brought together. */
export interface MeanOfLosses {
  readonly loss: NumberLoss;
  readonly after?: (mean: number) => number;
  /** Options of the function besides those of all errors. */
  readonly more?: readonly string[];
  /** Refuses data for which the loss is not defined. */
  readonly check?: (values: Float64Array, name: string) => void;
}

/**
 * A loss of each number, its mean over samples, and then over outputs.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together.
 */
export function meanOfLosses(
  where: string,
  yTrue: NumberArray,
  yPred: NumberArray,
  options: RegressionErrorOptions | OutputErrorOptions,
  { loss, after = (mean) => mean, more = [], check }: MeanOfLosses,
): number | Float64Array {
  requireErrorOptions(where, options, more);
  const targets = regressionTargets(where, yTrue, yPred, options.sampleWeight);
  const { truth, guesses } = targets;
  check?.(truth, 'yTrue');
  check?.(guesses, 'yPred');
  const losses = truth.map((value, i) => loss(value, guesses[i] ?? 0));
  const means = columnMeans(where, losses, targets).map((mean) => after(mean));
  return combineOutputs(where, means, options.multioutput);
}
