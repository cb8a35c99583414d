import type { LabelArray } from '../inputs/labels.ts';
import { setScores } from './precision-recall-fscore-support.ts';
import type { LabelScoreOptions, SetScoreOptions } from './set-score-options.ts';

/**
 * Share of the true positives that are found: `TP / (TP + FN)`.
 *
 * @throws {@link ArgumentError} an option is outside its domain; `posLabel` is no class of the data.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.recall_score`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * recallScore([0, 1, 1, 1], [0, 1, 1, 0]) // => 0.6666666666666666
 */
export function recallScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: LabelScoreOptions,
): Float64Array;
export function recallScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options?: SetScoreOptions,
): number;
export function recallScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: SetScoreOptions | LabelScoreOptions = {},
): number | Float64Array {
  return setScores('recallScore', yTrue, yPred, options).recall;
}
