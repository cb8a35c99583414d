import { ArgumentError, describe, pairwiseSum } from '@myelin/core';
import { nanAverage } from '../arithmetic/nan-average.ts';
import type { ClassTargets, IndicatorTargets } from '../inputs/class-targets.ts';
import { classTargets } from '../inputs/class-targets.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { SetCounts } from './set-counts.ts';
import { countByLabel, countBySample } from './set-counts.ts';
import type { Averaging, LabelScoreOptions, SetScoreOptions } from './set-score-options.ts';
import { requireSetScoreOptions, scoredLabels } from './set-score-options.ts';
import type { ZeroDivision } from './zero-division.ts';
import { divideCounts, readZeroDivision } from './zero-division.ts';

/** Scores of each label, in the order of `labels`. */
export interface LabelScores {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly fscore: Float64Array;
  /** How often the label is true, or the weight of those samples. */
  readonly support: Float64Array;
}

/** Scores that were averaged. */
export interface AveragedScores {
  readonly precision: number;
  readonly recall: number;
  readonly fscore: number;
  readonly support: null;
}

/** How much recall counts beside precision. */
export interface BetaOption {
  /** Recall counts `beta` times as much as precision; a number of at least 0, or Infinity. @defaultValue `1` */
  readonly beta?: number;
}

/**
 * Precision `TP / (TP + FP)`, recall `TP / (TP + FN)`, `F = (1 + β²) · P · R / (β² · P + R)` and support of each label.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.precision_recall_fscore_support`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * precisionRecallFscoreSupport([0, 1, 1], [0, 1, 0]).recall // => Float64Array [1, 0.5]
 */
export function precisionRecallFscoreSupport(
  yTrue: LabelArray,
  yPred: LabelArray,
  options?: Partial<LabelScoreOptions> & BetaOption,
): LabelScores;
export function precisionRecallFscoreSupport(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: SetScoreOptions & BetaOption & { readonly average: Averaging },
): AveragedScores;
export function precisionRecallFscoreSupport(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: (SetScoreOptions | Partial<LabelScoreOptions>) & BetaOption = {},
): LabelScores | AveragedScores {
  const average = options?.average ?? null;
  const where = 'precisionRecallFscoreSupport';
  return setScores(where, yTrue, yPred, { ...options, average } as SetScoreOptions);
}

/** The same, for the function `where`. */
export function setScores(
  where: string,
  yTrue: LabelArray,
  yPred: LabelArray,
  options: (SetScoreOptions | LabelScoreOptions) & BetaOption,
): LabelScores | AveragedScores {
  requireSetScoreOptions(where, options, ['beta']);
  const { labels, posLabel, sampleWeight, beta = 1 } = options as SetScoreOptions & BetaOption;
  const average = options.average === undefined ? 'binary' : options.average;
  const zeroDivision = readZeroDivision(where, options.zeroDivision);
  requireBeta(where, beta);
  const targets = classTargets(where, yTrue, yPred, sampleWeight);
  const chosen = scoredLabels(where, targets, average, labels, posLabel);
  return scoresOfSets(where, targets, { average, chosen, zeroDivision, beta });
}

export interface SetScoring {
  readonly average: Averaging | null;
  /** Labels that count. */
  readonly chosen: readonly Label[] | undefined;
  readonly zeroDivision: ZeroDivision;
  readonly beta: number;
}

/** The same, of targets that have been read. */
export function scoresOfSets(
  where: string,
  targets: ClassTargets | IndicatorTargets,
  { average, chosen, zeroDivision, beta }: SetScoring,
): LabelScores | AveragedScores {
  const bySample = average === 'samples';
  const counts = (bySample ? countBySample : countByLabel)(where, targets, chosen);
  const { hits, predicted, actual } = average === 'micro' ? inOne(counts) : counts;
  const precision = divideCounts(hits, predicted, zeroDivision);
  const recall = divideCounts(hits, actual, zeroDivision);
  const square = beta ** 2;
  const fscore =
    beta === 0
      ? precision
      : beta === Number.POSITIVE_INFINITY
        ? recall
        : divideCounts(
            hits.map((hit) => (1 + square) * hit),
            actual.map((count, i) => square * count + (predicted[i] ?? 0)),
            zeroDivision,
          );
  if (average === null) return { precision, recall, fscore, support: actual };
  const weights = average === 'weighted' ? actual : bySample ? targets.weights?.values : undefined;
  return {
    precision: nanAverage(precision, weights),
    recall: nanAverage(recall, weights),
    fscore: nanAverage(fscore, weights),
    support: null,
  };
}

/** Counts over all labels at once. */
export function inOne({ hits, predicted, actual, areWhole }: SetCounts): SetCounts {
  const total = (counts: Float64Array): Float64Array => Float64Array.of(pairwiseSum(counts));
  return { hits: total(hits), predicted: total(predicted), actual: total(actual), areWhole };
}

function requireBeta(where: string, beta: unknown): void {
  if (typeof beta === 'number' && beta >= 0) return;
  throw new ArgumentError({
    where,
    problem: `\`beta\` must be a number of at least 0, received ${describe(beta)}`,
    fix: 'pass for example { beta: 2 }, where recall counts twice as much as precision',
  });
}
