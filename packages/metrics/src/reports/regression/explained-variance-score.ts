import type { NumberArray } from '../inputs/numbers.ts';
import type { ExplainedShareOptions, OutputShareOptions } from './explained-share.ts';
import { explainedShare } from './explained-share.ts';
import { columnMeans, regressionTargets, requireErrorOptions } from './regression-targets.ts';

/**
 * Share of the variance that predictions explain: `1 - Var(yTrue - yPred) / Var(yTrue)`. As R², but an error that is the same
 * for all samples costs nothing.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.explained_variance_score`.
 * @example
 * explainedVarianceScore([1, 2, 3], [11, 12, 13]) // => 1
 */
export function explainedVarianceScore(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputShareOptions,
): Float64Array;
export function explainedVarianceScore(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: ExplainedShareOptions,
): number;
export function explainedVarianceScore(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: ExplainedShareOptions | OutputShareOptions = {},
): number | Float64Array {
  const where = 'explainedVarianceScore';
  requireErrorOptions(where, options, ['forceFinite']);
  const targets = regressionTargets(where, yTrue, yPred, options.sampleWeight);
  const { truth, guesses, columns } = targets;
  const variances = (values: Float64Array): Float64Array => {
    const means = columnMeans(where, values, targets);
    const squares = values.map((value, cell) => (value - (means[cell % columns] ?? 0)) ** 2);
    return columnMeans(where, squares, targets);
  };
  const errors = truth.map((value, cell) => value - (guesses[cell] ?? 0));
  return explainedShare(where, variances(errors), variances(truth), options);
}
