import { ArgumentError, DataError, describe } from '@myelin/core';
import { average as averageOf } from '../arithmetic/average.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label } from '../inputs/labels.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { requireSortedLabels } from '../inputs/sorted-labels.ts';
import type { ScoreAveraging } from './averaged-binary-scores.ts';
import { averagedBinaryScores, oneHot, requireScoreColumns } from './averaged-binary-scores.ts';
import { binaryRocAuc } from './binary-roc-auc.ts';

export interface MulticlassRocAuc {
  readonly average: ScoreAveraging;
  readonly maxFpr: number | undefined;
  readonly multiClass: 'ovr' | 'ovo' | undefined;
  readonly labels: readonly Label[] | undefined;
}

/**
 * Area under the ROC curves of more than two classes.
 *
 * @source scikit-learn `metrics._ranking._multiclass_roc_auc_score`; one against one: Hand & Till 2001.
 */
export function multiclassRocAuc(
  where: string,
  targets: ScoreTargets,
  { average, maxFpr, multiClass, labels }: MulticlassRocAuc,
): number | Float64Array {
  const { scores } = targets;
  if (multiClass === undefined) {
    throw new ArgumentError({
      where,
      problem: "`multiClass` must be 'ovr' or 'ovo' for more than two classes, received none",
      fix: "pass { multiClass: 'ovr' } to score each class against the rest",
    });
  }
  if (maxFpr !== undefined && maxFpr !== 1) {
    throw new ArgumentError({
      where,
      problem: `\`maxFpr\` needs two classes, received ${maxFpr} with ${targets.kind} targets`,
      fix: 'leave it out, or pass one class at a time',
    });
  }
  requireAverage(where, average, multiClass);
  const classes = labels ? requireSortedLabels(where, labels, targets.classes) : targets.classes;
  requireScoreColumns(where, scores.columns, classes.length);
  requireProbabilities(where, scores.values, classes.length);
  const place = labelPlaces(classes);
  const codes = targets.codes.map((code) => place(targets.classes[code] ?? 0));
  if (multiClass === 'ovo') return oneAgainstOne(where, targets, codes, average);
  const { rows, columns, values } = scores;
  const weights = targets.weights?.values;
  const indicators = { truth: oneHot(codes, columns), scores: values, rows, columns, weights };
  return averagedBinaryScores(where, indicators, average, (isPositive, ofClass, ofSamples) =>
    binaryRocAuc(where, isPositive, ofClass, ofSamples),
  );
}

function oneAgainstOne(
  where: string,
  { scores, weights }: ScoreTargets,
  codes: Int32Array,
  average: ScoreAveraging,
): number {
  if (weights !== undefined) {
    throw new ArgumentError({
      where,
      problem: "`sampleWeight` cannot be used where `multiClass` is 'ovo', received one",
      fix: "leave it out, or pass { multiClass: 'ovr' }",
    });
  }
  const rowsOf = new Map<number, number[]>();
  codes.forEach((code, row) => {
    const rows = rowsOf.get(code);
    if (rows) rows.push(row);
    else rowsOf.set(code, [row]);
  });
  const occurring = [...rowsOf].sort(([a], [b]) => a - b);
  const areas: number[] = [];
  const prevalences: number[] = [];
  for (const [i, [a, rowsOfA]] of occurring.entries()) {
    for (const [b, rowsOfB] of occurring.slice(i + 1)) {
      const areaOf = (one: number, own: readonly number[], others: readonly number[]): number =>
        binaryRocAuc(
          where,
          new Uint8Array(own.length + others.length).fill(1, 0, own.length),
          Float64Array.from(
            [...own, ...others],
            (row) => scores.values[row * scores.columns + one] ?? 0,
          ),
        );
      areas.push((areaOf(a, rowsOfA, rowsOfB) + areaOf(b, rowsOfB, rowsOfA)) / 2);
      prevalences.push((rowsOfA.length + rowsOfB.length) / codes.length);
    }
  }
  return averageOf(where, areas, average === 'weighted' ? prevalences : undefined);
}

function requireAverage(where: string, average: ScoreAveraging, multiClass: string): void {
  const allowed =
    multiClass === 'ovr' ? ['micro', 'macro', 'weighted', null] : ['macro', 'weighted'];
  if (allowed.includes(average)) return;
  throw new ArgumentError({
    where,
    problem: `\`average\` must be one of ${allowed.map((name) => (name ? `'${name}'` : 'null')).join(', ')} where \`multiClass\` is '${multiClass}', received ${describe(average)}`,
    fix: "leave it out for 'macro'",
  });
}

/** @throws {@link DataError} rows do not sum to 1. */
function requireProbabilities(where: string, values: Float64Array, columns: number): void {
  for (let row = 0; row < values.length / columns; row++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += values[row * columns + j] ?? 0;
    if (Math.abs(1 - sum) <= 1e-8 + 1e-5 * Math.abs(sum)) continue;
    throw new DataError({
      where,
      problem: `rows of \`yScore\` must be probabilities that sum to 1, received row ${row} with the sum ${sum}`,
      fix: 'end the model with softmax, or apply softmax to its scores',
    });
  }
}
