import {
  ArgumentError,
  describe,
  pairwiseSum,
  requireKnownOptions,
  requireOptions,
  requireWholeNumber,
} from '@myelin/core';
import type { ClassTargets, IndicatorTargets } from '../inputs/class-targets.ts';
import { classTargets } from '../inputs/class-targets.ts';
import { labelPlaces, labelText, readLabelOption } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { AveragedScores, LabelScores } from './precision-recall-fscore-support.ts';
import { scoresOfSets } from './precision-recall-fscore-support.ts';
import type { AverageName, ReportScores } from './report-table.ts';
import { ClassificationReport } from './report-table.ts';
import { countByLabel } from './set-counts.ts';
import type { ZeroDivision } from './zero-division.ts';
import { readZeroDivision } from './zero-division.ts';

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions {
  /** Classes that are reported, in this order. @defaultValue all that occur, in order */
  readonly labels?: readonly Label[];
  /** Names to print for the classes, in the order of `labels`. @defaultValue the labels themselves */
  readonly targetNames?: readonly string[];
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** Digits after the decimal point of the printed table. @defaultValue `2` */
  readonly digits?: number;
  /** What 0/0 counts as: 0, 1 or NaN, which averages leave out. @defaultValue `0` */
  readonly zeroDivision?: ZeroDivision;
}

const known = ['labels', 'targetNames', 'sampleWeight', 'digits', 'zeroDivision'];

/**
 * Precision, recall, F1 and support of every class, and their averages: an object of numbers that prints as a table.
 *
 * `String(report)`, `console.log(report)` in Node: scikit-learn's text. `report.classes.get('cat')?.recall`,
 * `report.macroAverage.f1Score`: single numbers. `JSON.stringify(report)`: scikit-learn's `output_dict`.
 *
 * @throws {@link ArgumentError} an option is outside its domain; there is not one name for each class.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.classification_report`; 0/0 is `zeroDivision`, without a warning.
 * @example
 * classificationReport([0, 1, 1], [0, 1, 0]).accuracy // => 0.6666666666666666
 */
export function classificationReport(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: ClassificationReportOptions = {},
): ClassificationReport {
  const where = 'classificationReport';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, known);
  const digits = requireWholeNumber(where, 'digits', options.digits ?? 2, { min: 0, max: 50 });
  const zeroDivision = readZeroDivision(where, options.zeroDivision);
  const targets = classTargets(where, yTrue, yPred, options.sampleWeight);
  const labels =
    options.labels === undefined
      ? targets.classes
      : readLabelOption(where, options.labels, targets.classes);
  const names = options.targetNames ?? labels.map(labelText);
  requireNames(where, names, labels.length);

  const scoring = { chosen: labels, zeroDivision, beta: 1 };
  const rows = scoresOfSets(where, targets, { ...scoring, average: null }) as LabelScores;
  const total = pairwiseSum(rows.support);
  const averaged = (average: 'micro' | 'macro' | 'weighted' | 'samples'): ReportScores => {
    const scores = scoresOfSets(where, targets, { ...scoring, average }) as AveragedScores;
    const { precision, recall, fscore } = scores;
    return { precision, recall, f1Score: fscore, support: total };
  };
  const averages = new Map<AverageName, ReportScores>([
    [microIsAccuracy(targets, labels) ? 'accuracy' : 'micro', averaged('micro')],
    ['macro', averaged('macro')],
    ['weighted', averaged('weighted')],
  ]);
  if (targets.kind === 'multilabel-indicator') averages.set('samples', averaged('samples'));
  return new ClassificationReport({
    classes: names.map((name, i) => [name, rowOf(rows, i)]),
    averages,
    digits,
    areCounts: countByLabel(where, targets, labels).areWhole,
  });
}

const rowOf = ({ precision, recall, fscore, support }: LabelScores, i: number): ReportScores => ({
  precision: precision[i] ?? 0,
  recall: recall[i] ?? 0,
  f1Score: fscore[i] ?? 0,
  support: support[i] ?? 0,
});

/** Where no class is left out, each wrong sample is one false positive and one false negative. */
function microIsAccuracy(
  targets: ClassTargets | IndicatorTargets,
  labels: readonly Label[],
): boolean {
  const placeOf = labelPlaces(labels);
  return (
    targets.kind !== 'multilabel-indicator' && targets.classes.every((label) => placeOf(label) >= 0)
  );
}

function requireNames(where: string, names: unknown, classes: number): void {
  const isText = (name: unknown): boolean => typeof name === 'string';
  if (Array.isArray(names) && names.length === classes && names.every(isText)) return;
  throw new ArgumentError({
    where,
    problem: `\`targetNames\` must be ${classes} texts, one for each class, received ${describe(names)}`,
    fix: 'name the classes in order; pass `labels`, too, to say which classes there are',
  });
}
