import { pairwiseSum, requireBoolean, requireKnownOptions, requireOptions } from '@myelin/core';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { singleLabelTargets } from '../inputs/single-label-targets.ts';
import { countByLabel } from './set-counts.ts';

/** Options of {@link balancedAccuracyScore}. */
export interface BalancedAccuracyScoreOptions {
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** Moves the scale so that guessing scores 0 and the best is still 1. @defaultValue `false` */
  readonly adjusted?: boolean;
}

/**
 * Mean recall of the classes: accuracy in which every class counts the same, however rare it is. Classes that are only
 * predicted do not count.
 *
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold one class for each of the same samples.
 * @source scikit-learn `metrics.balanced_accuracy_score`.
 * @example
 * balancedAccuracyScore([0, 0, 0, 1], [0, 0, 0, 0]) // => 0.5
 */
export function balancedAccuracyScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: BalancedAccuracyScoreOptions = {},
): number {
  const where = 'balancedAccuracyScore';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['sampleWeight', 'adjusted']);
  const adjusted = requireBoolean(where, 'adjusted', options.adjusted ?? false);
  const targets = singleLabelTargets(where, yTrue, yPred, options.sampleWeight);
  const { hits, actual } = countByLabel(where, targets);
  const recalls = hits
    .map((hit, i) => hit / (actual[i] ?? 0))
    .filter((recall) => !Number.isNaN(recall));
  const score = pairwiseSum(recalls) / recalls.length;
  const chance = 1 / recalls.length;
  return adjusted ? (score - chance) / (1 - chance) : score;
}
