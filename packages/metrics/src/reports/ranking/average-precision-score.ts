import {
  ArgumentError,
  describe,
  pairwiseSum,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
} from '@myelin/core';
import { indicatorOf } from '../inputs/indicator-of.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import type { ScoreAveraging } from './averaged-binary-scores.ts';
import { averagedBinaryScores, oneHot, requireScoreColumns } from './averaged-binary-scores.ts';
import { requireOneScore, twoClassesWanted } from './curve-targets.ts';
import { precisionRecallOf } from './precision-recall-curve.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Options of {@link averagePrecisionScore}. */
export interface AveragePrecisionScoreOptions {
  /** How scores of several labels become one number. @defaultValue `'macro'` */
  readonly average?: Exclude<ScoreAveraging, null>;
  /** The class that is looked for, where there are two. @defaultValue `1` */
  readonly posLabel?: Label;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
}

/** {@link AveragePrecisionScoreOptions} that ask for the score of each label. */
export interface LabelAveragePrecisionOptions
  extends Omit<AveragePrecisionScoreOptions, 'average'> {
  readonly average: null;
}

export const scoreAverages = ['micro', 'macro', 'weighted', 'samples'] as const;

/**
 * Mean precision over the steps of recall: `Σ (R[n] - R[n - 1]) · P[n]`, without interpolation.
 *
 * @shape yScore `[samples]` for two classes; `[samples, classes]` for more, or for samples of several labels
 * @throws {@link ArgumentError} an option is outside its domain; `posLabel` is no class of the data.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together.
 * @source scikit-learn `metrics.average_precision_score`; 0 without any positive.
 * @example
 * averagePrecisionScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // => 0.8333333333333333
 */
export function averagePrecisionScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: LabelAveragePrecisionOptions,
): number | Float64Array;
export function averagePrecisionScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options?: AveragePrecisionScoreOptions,
): number;
export function averagePrecisionScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: AveragePrecisionScoreOptions | LabelAveragePrecisionOptions = {},
): number | Float64Array {
  const where = 'averagePrecisionScore';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['average', 'posLabel', 'sampleWeight']);
  const { average = 'macro', posLabel = 1, sampleWeight } = options;
  if (average !== null) requireOneOf(where, 'average', average, scoreAverages);
  const targets = scoreTargets(where, yTrue, yScore, sampleWeight);
  const { kind, classes, codes, truth, scores } = targets;
  const weights = targets.weights?.values;
  const { rows, columns } = scores;
  if (kind === 'binary') {
    requireOneScore(where, targets);
    const place = requirePosLabel(where, classes, posLabel);
    return binaryAveragePrecision(indicatorOf(codes, place), scores.values, weights);
  }
  requireUsualPosLabel(where, targets, posLabel);
  if (kind === 'multiclass') {
    requireScoreColumns(where, columns, classes.length);
    const ones = oneHot(codes, columns);
    const indicators = { truth: ones, scores: scores.values, rows, columns, weights };
    return averagedBinaryScores(where, indicators, average, binaryAveragePrecision);
  }
  if (kind !== 'multilabel-indicator' || truth.kind === 'string') {
    throw twoClassesWanted(where, targets);
  }
  requireScoreColumns(where, columns, truth.columns);
  const indicators = { truth: truth.values, scores: scores.values, rows, columns, weights };
  return averagedBinaryScores(where, indicators, average, binaryAveragePrecision);
}

function binaryAveragePrecision(
  isPositive: Uint8Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
): number {
  const { precision, recall } = precisionRecallOf(thresholdCounts(isPositive, scores, weights));
  const areas = precision
    .subarray(0, -1)
    .map((value, i) => ((recall[i] ?? 0) - (recall[i + 1] ?? 0)) * value);
  return Math.max(0, pairwiseSum(areas));
}

function requirePosLabel(where: string, classes: readonly Label[], posLabel: Label): number {
  const place = labelPlaces(classes)(posLabel);
  if (place >= 0 || classes.length < 2) return place;
  throw new ArgumentError({
    where,
    problem: `\`posLabel\` must be one of ${describe(classes)}, received ${describe(posLabel)}`,
    fix: `pass { posLabel: ${describe(classes.at(-1))} } for the class that is looked for`,
  });
}

function requireUsualPosLabel(where: string, { kind }: ScoreTargets, posLabel: Label): void {
  if (posLabel === 1 || posLabel === true) return;
  throw new ArgumentError({
    where,
    problem: `\`posLabel\` counts only where there are two classes, received ${describe(posLabel)} with ${kind} targets`,
    fix: 'leave it out, and pass { average: null } for the score of each class',
  });
}
