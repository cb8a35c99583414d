import {
  ArgumentError,
  describe,
  pairwiseSum,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
} from '@myelin/core';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { singleLabelTargets } from '../inputs/single-label-targets.ts';
import { chosenLabels, confusionCounts } from './confusion-matrix.ts';

const weightings = ['linear', 'quadratic'] as const;

/** Options of {@link cohenKappaScore}. */
export interface CohenKappaScoreOptions {
  /** Classes that count. @defaultValue all that occur */
  readonly labels?: readonly Label[];
  /** Grows with the distance of the classes; without it all disagreements count the same. */
  readonly weights?: (typeof weightings)[number];
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** The score where only one class occurs: from -1 to 1, or NaN. @defaultValue `NaN` */
  readonly replaceUndefinedBy?: number;
}

/**
 * Agreement of two annotators beyond chance: `κ = (observed - expected) / (1 - expected)`. 1 is perfect, 0 is chance.
 *
 * @throws {@link ArgumentError} an option is outside its domain; no label of `y1` is among `labels`.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold one class for each of the same samples.
 * @source Cohen 1960; scikit-learn `metrics.cohen_kappa_score`.
 * @example
 * cohenKappaScore([0, 0, 1, 1], [0, 0, 1, 0]) // => 0.5
 */
export function cohenKappaScore(
  y1: LabelArray,
  y2: LabelArray,
  options: CohenKappaScoreOptions = {},
): number {
  const where = 'cohenKappaScore';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['labels', 'weights', 'sampleWeight', 'replaceUndefinedBy']);
  const { labels, weights, sampleWeight, replaceUndefinedBy = Number.NaN } = options;
  if (weights !== undefined) requireOneOf(where, 'weights', weights, weightings);
  requireReplacement(where, replaceUndefinedBy);
  const targets = singleLabelTargets(where, y1, y2, sampleWeight, ['y1', 'y2']);
  const chosen = chosenLabels(where, targets, labels);
  const n = chosen.length;
  const counts = confusionCounts(targets, chosen);
  const total = pairwiseSum(counts);
  if (total === 0) return replaceUndefinedBy;

  const distances = counts.map((_, cell) => {
    const distance = Math.abs(Math.floor(cell / n) - (cell % n));
    if (weights === undefined) return distance === 0 ? 0 : 1;
    return weights === 'linear' ? distance : distance ** 2;
  });
  const [first, second] = marginSums(counts, n);
  // Which of the two runs along the rows does not matter: distances are the same both ways.
  const chance = distances.map(
    (distance, cell) =>
      (distance * ((first[cell % n] ?? 0) * (second[Math.floor(cell / n)] ?? 0))) / total,
  );
  const expected = pairwiseSum(chance);
  if (expected === 0) return replaceUndefinedBy;
  return 1 - pairwiseSum(counts.map((count, cell) => count * (distances[cell] ?? 0))) / expected;
}

/** Sums of the rows and of the columns of a square matrix. */
function marginSums(counts: Float64Array, n: number): [Float64Array, Float64Array] {
  const ofRows = new Float64Array(n);
  const ofColumns = new Float64Array(n);
  for (const [cell, count] of counts.entries()) {
    const row = Math.floor(cell / n);
    ofRows[row] = (ofRows[row] ?? 0) + count;
    ofColumns[cell % n] = (ofColumns[cell % n] ?? 0) + count;
  }
  return [ofRows, ofColumns];
}

function requireReplacement(where: string, value: unknown): void {
  if (typeof value === 'number' && !(value < -1 || value > 1)) return;
  throw new ArgumentError({
    where,
    problem: `\`replaceUndefinedBy\` must be a number from -1 to 1 or NaN, received ${describe(value)}`,
    fix: 'pass for example { replaceUndefinedBy: 0 }',
  });
}
