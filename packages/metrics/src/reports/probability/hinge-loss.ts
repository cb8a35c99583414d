import { DataError, describe, requireKnownOptions, requireOptions, ShapeError } from '@myelin/core';
import { average } from '../arithmetic/average.ts';
import { encodeLabels } from '../inputs/encode-labels.ts';
import { labelPlaces, readLabelOption } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import { readLabels } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';

/** Options of {@link hingeLoss}. */
export interface HingeLossOptions {
  /** All classes of the columns of `predDecision`. @defaultValue all that occur */
  readonly labels?: readonly Label[];
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
}

/**
 * Mean hinge loss of scores that may be negative: `mean(max(0, 1 - margin))`. For two classes the margin is `±score`, for
 * more the score of the true class less the best of the others.
 *
 * @shape predDecision `[samples]` for two classes, positive for the second; `[samples, classes]` for more
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together.
 * @source Crammer & Singer 2001; scikit-learn `metrics.hinge_loss`.
 * @example
 * hingeLoss([-1, 1, 1], [-2, 3, 0.5]) // => 0.16666666666666666
 */
export function hingeLoss(
  yTrue: LabelArray,
  predDecision: NumberArray,
  options: HingeLossOptions = {},
): number {
  const where = 'hingeLoss';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['labels', 'sampleWeight']);
  const { labels, sampleWeight } = options;
  const targets = scoreTargets(where, yTrue, predDecision, sampleWeight, 'predDecision');
  const { codes, classes, scores } = targets;
  if (targets.truth.columns > 1 || targets.kind === 'continuous') {
    throw new DataError({
      where,
      problem: `\`yTrue\` must hold one class for each sample, received ${targets.kind} targets`,
      fix: 'turn one-hot rows into class numbers first, for example with argMax(-1)',
    });
  }
  const all = labels ? sortedUnique(where, labels, classes) : classes;
  const place = labelPlaces(all);
  const places = codes.map((code) => place(classes[code] ?? 0));
  if (all.length > 2 || classes.length > 2) {
    requireColumns(where, targets, all.length);
    requireKnown(where, places, all);
    const losses = marginLosses(places, scores.values, all.length);
    return average(where, losses, targets.weights?.values);
  }
  if (scores.columns !== 1) requireColumns(where, targets, 1);
  // A class that is alone counts as the first.
  const losses = scores.values.map((score, i) =>
    Math.max(0, 1 - (codes[i] === 1 ? score : -score)),
  );
  return average(where, losses, targets.weights?.values);
}

function marginLosses(places: Int32Array, scores: Float64Array, classes: number): Float64Array {
  return Float64Array.from(places, (own, row) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < classes; j++) {
      if (j !== own) best = Math.max(best, scores[row * classes + j] ?? 0);
    }
    return Math.max(0, 1 - ((scores[row * classes + own] ?? 0) - best));
  });
}

function sortedUnique(
  where: string,
  labels: readonly Label[],
  classes: readonly Label[],
): readonly Label[] {
  const given = readLabelOption(where, labels, classes);
  return encodeLabels([readLabels(where, 'labels', given)]).classes;
}

function requireColumns(where: string, { scores }: ScoreTargets, wanted: number): void {
  if (scores.columns === wanted && wanted !== 2) return;
  throw new ShapeError({
    where,
    problem: `\`predDecision\` must have ${wanted === 1 ? 'one score for each sample of two classes' : `one column for each of ${wanted} classes`}, received shape [${scores.rows}, ${scores.columns}]`,
    fix:
      wanted === 1
        ? 'pass the scores of the second class'
        : 'name in { labels: … } the classes of all columns',
  });
}

function requireKnown(where: string, places: Int32Array, labels: readonly Label[]): void {
  if (!places.includes(-1)) return;
  throw new DataError({
    where,
    problem: `\`labels\` must hold all true classes, received ${describe(labels)}`,
    fix: 'name all classes, and pass one column for each',
  });
}
