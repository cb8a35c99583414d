import { ArgumentError, describe } from '@myelin/core';
import type { ClassTargets, IndicatorTargets } from '../inputs/class-targets.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label } from '../inputs/labels.ts';

/** For each label, or for each sample: sums of sample weights, or plain counts. */
export interface SetCounts {
  /** Predicted, and rightly so. */
  readonly hits: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  /** Whether scikit-learn holds them as whole numbers, which shows where it prints them. */
  readonly areWhole: boolean;
}

/**
 * How often each of `labels` is predicted, true, and both.
 *
 * @param labels - In the order of the answer. @defaultValue all that occur
 * @source scikit-learn `metrics.multilabel_confusion_matrix`.
 */
export function countByLabel(
  where: string,
  targets: ClassTargets | IndicatorTargets,
  labels: readonly Label[] = targets.classes,
): SetCounts {
  const all =
    targets.kind === 'multilabel-indicator' ? countColumns(targets) : countClasses(targets);
  const placeOf =
    targets.kind === 'multilabel-indicator'
      ? columnPlaces(where, targets, labels)
      : labelPlaces(targets.classes);
  const chosen = (counts: Float64Array): Float64Array =>
    Float64Array.from(labels, (label) => counts[placeOf(label)] ?? 0);
  return asRatesSeeThem(
    chosen(all.hits),
    chosen(all.predicted),
    chosen(all.actual),
    targets.weights === undefined && all.areWhole,
  );
}

/**
 * How many of the chosen labels of each sample are predicted, true, and both.
 *
 * @throws {@link ArgumentError} each sample has one label only.
 */
export function countBySample(
  where: string,
  targets: ClassTargets | IndicatorTargets,
  labels: readonly Label[] = targets.classes,
): SetCounts {
  if (targets.kind !== 'multilabel-indicator') {
    throw new ArgumentError({
      where,
      problem: `\`average\` 'samples' needs samples that may have several labels, received ${targets.kind} targets`,
      fix: "pass zeros and ones of shape [samples, labels], or { average: 'macro' }",
    });
  }
  const { truth, guesses, rows, columns, weights } = targets;
  const placeOf = columnPlaces(where, targets, labels);
  const places = labels.map(placeOf);
  const hits = new Float64Array(rows);
  const predicted = new Float64Array(rows);
  const actual = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const weight = weights?.values[row] ?? 1;
    for (const place of places) addPair(row, row * columns + place, weight);
  }
  return asRatesSeeThem(hits, predicted, actual, weights === undefined);

  function addPair(into: number, cell: number, weight: number): void {
    const isTrue = truth[cell] !== 0;
    const isGuessed = guesses[cell] !== 0;
    if (isTrue) actual[into] = (actual[into] ?? 0) + weight;
    if (isGuessed) predicted[into] = (predicted[into] ?? 0) + weight;
    if (isTrue && isGuessed) hits[into] = (hits[into] ?? 0) + weight;
  }
}

function countClasses({ classes, truth, guesses, rows, weights }: ClassTargets): SetCounts {
  const hits = new Float64Array(classes.length);
  const predicted = new Float64Array(classes.length);
  const actual = new Float64Array(classes.length);
  for (let row = 0; row < rows; row++) {
    const weight = weights?.values[row] ?? 1;
    const t = truth[row] ?? 0;
    const p = guesses[row] ?? 0;
    actual[t] = (actual[t] ?? 0) + weight;
    predicted[p] = (predicted[p] ?? 0) + weight;
    if (t === p) hits[t] = (hits[t] ?? 0) + weight;
  }
  // Where nothing was hit, scikit-learn begins with zeros in floating point.
  return { hits, predicted, actual, areWhole: truth.some((t, row) => t === guesses[row]) };
}

function countColumns({ truth, guesses, rows, columns, weights }: IndicatorTargets): SetCounts {
  const hits = new Float64Array(columns);
  const predicted = new Float64Array(columns);
  const actual = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const weight = weights?.values[row] ?? 1;
    for (let column = 0; column < columns; column++) {
      const isTrue = truth[row * columns + column] !== 0;
      const isGuessed = guesses[row * columns + column] !== 0;
      if (isTrue) actual[column] = (actual[column] ?? 0) + weight;
      if (isGuessed) predicted[column] = (predicted[column] ?? 0) + weight;
      if (isTrue && isGuessed) hits[column] = (hits[column] ?? 0) + weight;
    }
  }
  return { hits, predicted, actual, areWhole: true };
}

/** What is left of a sum after the hits were taken off rounds as it does there. */
function asRatesSeeThem(
  hits: Float64Array,
  predicted: Float64Array,
  actual: Float64Array,
  areWhole: boolean,
): SetCounts {
  const rounded = (sums: Float64Array): Float64Array =>
    sums.map((sum, i) => (hits[i] ?? 0) + (sum - (hits[i] ?? 0)));
  return { hits, predicted: rounded(predicted), actual: rounded(actual), areWhole };
}

function columnPlaces(
  where: string,
  { columns }: IndicatorTargets,
  labels: readonly Label[],
): (label: Label) => number {
  for (const label of labels) {
    if (Number.isInteger(label) && Number(label) >= 0 && Number(label) < columns) continue;
    throw new ArgumentError({
      where,
      problem: `\`labels\` must be numbers of columns from 0 to ${columns - 1}, received ${describe(label)}`,
      fix: 'count the columns of the targets from 0',
    });
  }
  return Number;
}
