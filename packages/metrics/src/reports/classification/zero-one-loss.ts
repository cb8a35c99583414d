import type { LabelArray } from '../inputs/labels.ts';
import type { AccuracyScoreOptions } from './accuracy-score.ts';
import { accuracyAndTotal } from './accuracy-score.ts';

/**
 * Share of samples that are misclassified: `1 - accuracy`; with `{ normalize: false }` their number.
 *
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.zero_one_loss`.
 * @example
 * zeroOneLoss([0, 1, 1, 0], [0, 1, 0, 0]) // => 0.25
 */
export function zeroOneLoss(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: AccuracyScoreOptions = {},
): number {
  const { accuracy, total } = accuracyAndTotal('zeroOneLoss', yTrue, yPred, options);
  return total - accuracy;
}
