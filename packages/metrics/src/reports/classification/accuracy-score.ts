import { requireBoolean, requireKnownOptions, requireOptions } from '@myelin/core';
import { average, weightedSum } from '../arithmetic/average.ts';
import type { ClassTargets, IndicatorTargets } from '../inputs/class-targets.ts';
import { classTargets } from '../inputs/class-targets.ts';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';

/** Options of {@link accuracyScore} and {@link zeroOneLoss}. */
export interface AccuracyScoreOptions {
  /** A share in place of a count. @defaultValue `true` */
  readonly normalize?: boolean;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
}

/**
 * Share of samples whose class is predicted: `mean(yTrue = yPred)`. Of several labels, all must agree.
 *
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.accuracy_score`.
 * @example
 * accuracyScore(['cat', 'dog', 'dog', 'cat'], ['cat', 'dog', 'cat', 'cat']) // => 0.75
 */
export function accuracyScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: AccuracyScoreOptions = {},
): number {
  return accuracyAndTotal('accuracyScore', yTrue, yPred, options).accuracy;
}

/** The accuracy, and what it would be if all were right. */
export function accuracyAndTotal(
  where: string,
  yTrue: LabelArray,
  yPred: LabelArray,
  options: AccuracyScoreOptions,
): { readonly accuracy: number; readonly total: number } {
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['normalize', 'sampleWeight']);
  const normalize = requireBoolean(where, 'normalize', options.normalize ?? true);
  const targets = classTargets(where, yTrue, yPred, options.sampleWeight);
  const matches = matchesOf(targets);
  const weights = targets.weights?.values;
  if (normalize) return { accuracy: average(where, matches, weights), total: 1 };
  const ones = matches.map(() => 1);
  const sumOf = (values: Float64Array): number => weightedSum(values, weights ?? ones);
  return { accuracy: sumOf(matches), total: sumOf(ones) };
}

/** 1 for each sample that is predicted as it is, 0 for the others. */
function matchesOf(targets: ClassTargets | IndicatorTargets): Float64Array {
  const { truth, guesses, rows } = targets;
  const columns = targets.kind === 'multilabel-indicator' ? targets.columns : 1;
  const matches = new Float64Array(rows).fill(1);
  for (let cell = 0; cell < truth.length; cell++) {
    if (truth[cell] !== guesses[cell]) matches[Math.floor(cell / columns)] = 0;
  }
  return matches;
}
