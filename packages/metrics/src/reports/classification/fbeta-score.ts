import { ArgumentError, requireOptions } from '@myelin/core';
import type { LabelArray } from '../inputs/labels.ts';
import { setScores } from './precision-recall-fscore-support.ts';
import type { LabelScoreOptions, SetScoreOptions } from './set-score-options.ts';

/** What {@link fbetaScore} must be told. */
export interface FbetaOption {
  /** Recall counts `beta` times as much as precision; a number of at least 0, or Infinity. */
  readonly beta: number;
}

/**
 * Weighted harmonic mean of precision and recall: `(1 + β²) · TP / ((1 + β²) · TP + FP + β² · FN)`.
 *
 * @throws {@link ArgumentError} an option is outside its domain; `posLabel` is no class of the data.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.fbeta_score`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * fbetaScore([0, 1, 1, 0], [0, 1, 1, 1], { beta: 2 }) // => 0.9090909090909091
 */
export function fbetaScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: LabelScoreOptions & FbetaOption,
): Float64Array;
export function fbetaScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: SetScoreOptions & FbetaOption,
): number;
export function fbetaScore(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: (SetScoreOptions | LabelScoreOptions) & FbetaOption,
): number | Float64Array {
  const where = 'fbetaScore';
  requireOptions(where, options, 'pass for example { beta: 2 } after the two arrays');
  if (options.beta === undefined) {
    throw new ArgumentError({
      where,
      problem: '`beta` is required, received none',
      fix: 'pass for example { beta: 2 }, or use f1Score',
    });
  }
  return setScores(where, yTrue, yPred, options).fscore;
}
