import { pairwiseSum } from '@myelin/core';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ExplainedShareOptions, OutputShareOptions } from './explained-share.ts';
import { explainedShare } from './explained-share.ts';
import type { RegressionTargets } from './regression-targets.ts';
import {
  columnMeans,
  columnOf,
  regressionTargets,
  requireErrorOptions,
} from './regression-targets.ts';

/**
 * Coefficient of determination: `R² = 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean(yTrue))²`. 1 is perfect; 0 is as good as the
 * mean; worse ones are negative.
 *
 * @shape yTrue, yPred `[samples]` or `[samples, outputs]`
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold finite numbers for the same samples.
 * @source scikit-learn `metrics.r2_score`; NaN for fewer than two samples.
 * @example
 * r2Score([1, 2, 3], [1, 2, 4]) // => 0.5
 */
export function r2Score(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: OutputShareOptions,
): number | Float64Array;
export function r2Score(
  yTrue: NumberArray,
  yPred: NumberArray,
  options?: ExplainedShareOptions,
): number;
export function r2Score(
  yTrue: NumberArray,
  yPred: NumberArray,
  options: ExplainedShareOptions | OutputShareOptions = {},
): number | Float64Array {
  const where = 'r2Score';
  requireErrorOptions(where, options, ['forceFinite']);
  const targets = regressionTargets(where, yTrue, yPred, options.sampleWeight);
  const { truth, guesses, rows, columns } = targets;
  if (rows < 2) return Number.NaN;
  const means = columnMeans(where, truth, targets);
  const squares = (of: (value: number, cell: number) => number): Float64Array =>
    columnSums(
      truth.map((value, cell) => of(value, cell) ** 2),
      targets,
    );
  const unexplained = squares((value, cell) => value - (guesses[cell] ?? 0));
  const all = squares((value, cell) => value - (means[cell % columns] ?? 0));
  return explainedShare(where, unexplained, all, options);
}

/** Sums of the columns, each sample by its weight. */
function columnSums(
  values: Float64Array,
  { rows, columns, weights }: RegressionTargets,
): Float64Array {
  return Float64Array.from({ length: columns }, (_, column) =>
    pairwiseSum(
      columnOf(values, rows, columns, column).map((value, row) => (weights?.[row] ?? 1) * value),
    ),
  );
}
