import { average as averageOf } from '../arithmetic/average.ts';
import { classTargets } from '../inputs/class-targets.ts';
import type { LabelArray } from '../inputs/labels.ts';
import { inOne } from './precision-recall-fscore-support.ts';
import { countByLabel, countBySample } from './set-counts.ts';
import type { LabelScoreOptions, SetScoreOptions } from './set-score-options.ts';
import { requireSetScoreOptions, scoredLabels } from './set-score-options.ts';
import { divideCounts, readZeroDivision } from './zero-division.ts';

/**
 * Overlap of what is predicted and what is true: `TP / (TP + FP + FN)`.
 *
 * @throws {@link ArgumentError} an option is outside its domain; `posLabel` is no class of the data; `zeroDivision` is
 * neither 0 nor 1.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.jaccard_score`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * jaccardScore([0, 1, 1, 0], [0, 1, 1, 1]) // => 0.6666666666666666
 */
export function jaccardScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: LabelScoreOptions,
): Float64Array;
export function jaccardScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options?: SetScoreOptions,
): number;
export function jaccardScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: SetScoreOptions | LabelScoreOptions = {},
): number | Float64Array {
  const where = 'jaccardScore';
  requireSetScoreOptions(where, options);
  const { labels, posLabel, sampleWeight } = options as SetScoreOptions;
  const average = options.average === undefined ? 'binary' : options.average;
  const zeroDivision = readZeroDivision(where, options.zeroDivision, [0, 1]);
  const targets = classTargets(where, yTrue, yPred, sampleWeight);
  const chosen = scoredLabels(where, targets, average, labels, posLabel);

  const bySample = average === 'samples';
  const counts = (bySample ? countBySample : countByLabel)(where, targets, chosen);
  const { hits, predicted, actual } = average === 'micro' ? inOne(counts) : counts;
  // Hits are in both sums.
  const either = hits.map((hit, i) => hit + ((predicted[i] ?? 0) - hit) + ((actual[i] ?? 0) - hit));
  const scores = divideCounts(hits, either, zeroDivision);
  if (average === null) return scores;
  if (average === 'weighted' && actual.some((count) => count !== 0)) {
    return averageOf(where, scores, actual);
  }
  return averageOf(where, scores, bySample ? targets.weights?.values : undefined);
}
