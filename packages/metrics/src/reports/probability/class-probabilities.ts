import { DataError, describe, ShapeError } from '@myelin/core';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label } from '../inputs/labels.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { requireSortedLabels } from '../inputs/sorted-labels.ts';

/** True classes as zeros and ones, beside probabilities, both `[rows, columns]`. */
export interface ClassProbabilities {
  readonly truth: ArrayLike<number>;
  readonly probabilities: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * True classes and the probabilities of all classes.
 *
 * @throws {@link DataError} probabilities are not between 0 and 1, or there is one class only.
 * @throws {@link ShapeError} there is not one column for each class.
 * @source scikit-learn `metrics._classification._validate_multiclass_probabilistic_prediction`.
 */
export function classProbabilities(
  where: string,
  targets: ScoreTargets,
  labels: readonly Label[] | undefined,
): ClassProbabilities {
  const { kind, truth, codes, classes, scores } = targets;
  requireShares(where, scores.values);
  const { rows } = scores;
  const probabilities = scores.columns === 1 ? withOthers(scores.values) : scores.values;
  const columns = Math.max(2, scores.columns);
  if (kind === 'multilabel-indicator' && truth.kind !== 'string' && labels === undefined) {
    requireColumns(where, columns, truth.columns, labels);
    return { truth: truth.values, probabilities, rows, columns };
  }
  if (kind !== 'binary' && kind !== 'multiclass') {
    throw new DataError({
      where,
      problem: `\`yTrue\` must hold classes, received ${kind} targets`,
      fix: 'pass one class for each sample; probabilities belong into `yProba`',
    });
  }
  const all = labels ? requireSortedLabels(where, labels, classes) : classes;
  if (all.length < 2) throw oneClassOnly(where, all, labels);
  requireColumns(where, columns, all.length, labels);
  const place = labelPlaces(all);
  const ones = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    ones[row * columns + place(classes[codes[row] ?? 0] ?? 0)] = 1;
  }
  return { truth: ones, probabilities, rows, columns };
}

/** @throws {@link DataError} a probability is below 0 or above 1. */
export function requireShares(where: string, values: Float64Array): void {
  const outside = values.find((value) => value < 0 || value > 1);
  if (outside === undefined) return;
  throw new DataError({
    where,
    problem: `\`yProba\` must hold probabilities from 0 to 1, received ${outside}`,
    fix: 'end the model with sigmoid or softmax, or apply it to its scores',
  });
}

/** Of the probabilities of the second class, those of both: `[rows, 2]`. */
export function withOthers(values: Float64Array): Float64Array {
  const both = new Float64Array(values.length * 2);
  for (let i = 0; i < values.length; i++) {
    both[2 * i] = 1 - (values[i] ?? 0);
    both[2 * i + 1] = values[i] ?? 0;
  }
  return both;
}

function requireColumns(
  where: string,
  columns: number,
  classes: number,
  labels: readonly Label[] | undefined,
): void {
  if (columns === classes) return;
  throw new ShapeError({
    where,
    problem: `\`yProba\` must have one column for each class, received ${columns} columns for ${classes} classes`,
    fix: labels
      ? 'name in `labels` the classes of the columns'
      : 'if some classes do not occur in `yTrue`, name all in { labels: … }',
  });
}

function oneClassOnly(
  where: string,
  classes: readonly Label[],
  labels: readonly Label[] | undefined,
): DataError {
  return new DataError({
    where,
    problem: labels
      ? `\`labels\` must hold at least two classes, received ${describe(labels)}`
      : `\`yTrue\` must hold at least two classes, received only ${describe(classes[0])}`,
    fix: 'name all classes, for example { labels: [0, 1] }',
  });
}
