import {
  DataError,
  pairwiseSum,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
  requireWholeNumber,
  ShapeError,
} from '@myelin/core';
import { average, weightedSum } from '../arithmetic/average.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import { requireSortedLabels } from '../inputs/sorted-labels.ts';
import { requireScoreColumns } from './averaged-binary-scores.ts';

/** Options of {@link topKAccuracyScore}. */
export interface TopKAccuracyScoreOptions {
  /** Guesses allowed. @defaultValue `2` */
  readonly k?: number;
  /** A share in place of a count. @defaultValue `true` */
  readonly normalize?: boolean;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** All classes of the columns of `yScore`, sorted. @defaultValue all that occur */
  readonly labels?: readonly Label[];
}

/**
 * Share of samples whose class is among the `k` that score highest; of equal scores, later columns come first.
 *
 * @shape yScore `[samples, classes]`; for two classes `[samples]`: probabilities of the second (above 0.5), or scores
 * (above 0)
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together.
 * @source scikit-learn `metrics.top_k_accuracy_score`.
 * @example
 * topKAccuracyScore([0, 1, 2], [[0.5, 0.3, 0.2], [0.5, 0.4, 0.1], [0.6, 0.3, 0.1]]) // => 0.6666666666666666
 */
export function topKAccuracyScore(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: TopKAccuracyScoreOptions = {},
): number {
  const where = 'topKAccuracyScore';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['k', 'normalize', 'sampleWeight', 'labels']);
  const k = requireWholeNumber(where, 'k', options.k ?? 2, { min: 1 });
  const normalize = requireBoolean(where, 'normalize', options.normalize ?? true);
  const targets = scoreTargets(where, yTrue, yScore, options.sampleWeight);
  const { labels } = options;
  const classes = labels ? requireSortedLabels(where, labels, targets.classes) : targets.classes;
  const place = labelPlaces(classes);
  const codes = targets.codes.map((code) => place(targets.classes[code] ?? 0));
  const hits = isBinary(where, targets, classes)
    ? binaryHits(codes, targets.scores.values, k)
    : hitsAmong(codes, targets.scores.values, classes.length, k);
  const weights = targets.weights?.values;
  if (normalize) return average(where, hits, weights);
  return weights ? weightedSum(hits, weights) : pairwiseSum(hits);
}

function isBinary(where: string, targets: ScoreTargets, classes: readonly Label[]): boolean {
  const { kind, scores } = targets;
  if (kind !== 'binary' && kind !== 'multiclass') {
    throw new DataError({
      where,
      problem: `\`yTrue\` must hold one class for each sample, received ${kind} targets`,
      fix: 'turn one-hot rows into class numbers first, for example with argMax(-1)',
    });
  }
  if (kind === 'multiclass' || classes.length > 2) {
    requireScoreColumns(where, scores.columns, classes.length);
    return false;
  }
  if (scores.columns === 1 && classes.length === 2) return true;
  throw new ShapeError({
    where,
    problem: `\`yScore\` must have one score for each sample of two classes, received shape [${scores.rows}, ${scores.columns}] for ${classes.length} ${classes.length === 1 ? 'class' : 'classes'}`,
    fix: 'pass the scores of the second class; or name all classes in { labels: … }',
  });
}

function binaryHits(codes: Int32Array, scores: Float64Array, k: number): Float64Array {
  const areProbabilities = scores.every((score) => score >= 0 && score <= 1);
  const threshold = areProbabilities ? 0.5 : 0;
  return scores.map((score, i) => (k > 1 || codes[i] === (score > threshold ? 1 : 0) ? 1 : 0));
}

function hitsAmong(codes: Int32Array, scores: Float64Array, classes: number, k: number) {
  return Float64Array.from(codes, (code, row) => {
    const own = scores[row * classes + code] ?? 0;
    let better = 0;
    for (let j = 0; j < classes; j++) {
      const other = scores[row * classes + j] ?? 0;
      if (other > own || (other === own && j > code)) better++;
    }
    return better < k ? 1 : 0;
  });
}
