import { requireKnownOptions, requireNumber, requireOneOf, requireOptions } from '@myelin/core';
import { indicatorOf } from '../inputs/indicator-of.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import { scoreAverages } from './average-precision-score.ts';
import type { ScoreAveraging } from './averaged-binary-scores.ts';
import { averagedBinaryScores, requireScoreColumns } from './averaged-binary-scores.ts';
import { binaryRocAuc } from './binary-roc-auc.ts';
import { requireOneScore, twoClassesWanted } from './curve-targets.ts';
import { multiclassRocAuc } from './multiclass-roc-auc.ts';

const strategies = ['ovr', 'ovo'] as const;

/** Options of {@link rocAucScore}. */
export interface RocAucScoreOptions {
  /** How scores of several labels become one number. @defaultValue `'macro'` */
  readonly average?: Exclude<ScoreAveraging, null>;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** Takes the area up to this false positive rate, above 0 and at most 1, and brings it to the scale from 0.5 to 1. */
  readonly maxFpr?: number;
  /** For more than two classes: each against the rest (`'ovr'`), or each against each other one (`'ovo'`). */
  readonly multiClass?: (typeof strategies)[number];
  /** All classes of the columns of `yScore`, sorted. @defaultValue all that occur */
  readonly labels?: readonly Label[];
}

/** {@link RocAucScoreOptions} that ask for the score of each label. */
export interface LabelRocAucOptions extends Omit<RocAucScoreOptions, 'average'> {
  readonly average: null;
}

/**
 * Area under the ROC curve: the chance that a sample of the class scores higher than one of the others. 0.5 is guessing.
 *
 * @shape yScore `[samples]` for two classes, the higher the more likely the second; `[samples, classes]`, probabilities,
 * for more; `[samples, labels]` where samples may have several labels
 * @throws {@link ArgumentError} an option is outside its domain; `multiClass` is needed.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together; rows of probabilities do not sum to 1.
 * @source scikit-learn `metrics.roc_auc_score`; NaN where only one class occurs.
 * @example
 * rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // => 0.75
 */
export function rocAucScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: LabelRocAucOptions,
): number | Float64Array;
export function rocAucScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options?: RocAucScoreOptions,
): number;
export function rocAucScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: RocAucScoreOptions | LabelRocAucOptions = {},
): number | Float64Array {
  const where = 'rocAucScore';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  const known = ['average', 'sampleWeight', 'maxFpr', 'multiClass', 'labels'];
  requireKnownOptions(where, options, known);
  const { average = 'macro', sampleWeight, maxFpr, multiClass, labels } = options;
  if (average !== null) requireOneOf(where, 'average', average, scoreAverages);
  if (maxFpr !== undefined) requireNumber(where, 'maxFpr', maxFpr, { above: 0, max: 1 });
  if (multiClass !== undefined) requireOneOf(where, 'multiClass', multiClass, strategies);

  const targets = scoreTargets(where, yTrue, yScore, sampleWeight);
  const { kind, scores } = targets;
  if (kind === 'multiclass' || (kind === 'binary' && scores.columns > 2)) {
    return multiclassRocAuc(where, targets, { average, maxFpr, multiClass, labels });
  }
  const area = (
    isPositive: Uint8Array,
    values: Float64Array,
    weights: Float64Array | undefined,
  ): number => binaryRocAuc(where, isPositive, values, weights, maxFpr);
  if (kind === 'binary') {
    requireOneScore(where, targets);
    // Of two classes the second is looked for.
    return area(indicatorOf(targets.codes, 1), scores.values, targets.weights?.values);
  }
  return averagedBinaryScores(where, indicatorScores(where, targets), average, area);
}

function indicatorScores(where: string, targets: ScoreTargets) {
  const { kind, truth, scores, weights } = targets;
  if (kind !== 'multilabel-indicator' || truth.kind === 'string') {
    throw twoClassesWanted(where, targets);
  }
  const { rows, columns, values } = scores;
  requireScoreColumns(where, columns, truth.columns);
  return { truth: truth.values, scores: values, rows, columns, weights: weights?.values };
}
