import type { LabelArray } from '../inputs/labels.ts';
import { setScores } from './precision-recall-fscore-support.ts';
import type { LabelScoreOptions, SetScoreOptions } from './set-score-options.ts';

/**
 * Harmonic mean of precision and recall: `2 · TP / (2 · TP + FP + FN)`.
 *
 * @throws {@link ArgumentError} an option is outside its domain; `posLabel` is no class of the data.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.f1_score`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * f1Score([0, 1, 1, 0], [0, 1, 1, 1]) // => 0.8
 */
export function f1Score(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: LabelScoreOptions,
): Float64Array;
export function f1Score(yTrue: LabelArray, yPred: LabelArray, options?: SetScoreOptions): number;
export function f1Score(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: SetScoreOptions | LabelScoreOptions = {},
): number | Float64Array {
  return setScores('f1Score', yTrue, yPred, options).fscore;
}
