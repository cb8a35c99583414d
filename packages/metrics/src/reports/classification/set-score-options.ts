import {
  ArgumentError,
  DataError,
  describe,
  requireKnownOptions,
  requireOneOf,
  requireOptions,
} from '@myelin/core';
import type { ClassTargets, IndicatorTargets } from '../inputs/class-targets.ts';
import { labelPlaces, readLabelOption } from '../inputs/label-places.ts';
import type { Label } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ZeroDivision } from './zero-division.ts';

const averages = ['binary', 'micro', 'macro', 'weighted', 'samples'] as const;

/**
 * How scores of labels become one number: `'binary'` takes the score of `posLabel`; `'micro'` counts over all labels
 * at once; `'macro'` is the plain mean, `'weighted'` the mean by how often each label is true; `'samples'` scores each
 * sample of several labels and takes the mean.
 */
export type Averaging = (typeof averages)[number];

/** Options of scores that compare sets: precision, recall, F and Jaccard. */
export interface SetScoreOptions {
  /** Labels that count, in the order of the answer. @defaultValue all that occur */
  readonly labels?: readonly Label[];
  /** The class that is looked for, where there are two. @defaultValue `1` */
  readonly posLabel?: Label;
  /** @defaultValue `'binary'` */
  readonly average?: Averaging;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** What 0/0 counts as: 0, 1 or NaN, which averages leave out. @defaultValue `0` */
  readonly zeroDivision?: ZeroDivision;
}

/** {@link SetScoreOptions} that ask for the score of each label. */
export interface LabelScoreOptions extends Omit<SetScoreOptions, 'average' | 'posLabel'> {
  readonly average: null;
}

/** @throws {@link ArgumentError} an option is unknown, or `average` is. */
export function requireSetScoreOptions(
  where: string,
  options: SetScoreOptions | LabelScoreOptions,
  more: readonly string[] = [],
): void {
  requireOptions(where, options, 'pass options as an object after the two arrays');
  const known = ['labels', 'posLabel', 'average', 'sampleWeight', 'zeroDivision'];
  requireKnownOptions(where, options, [...known, ...more]);
  const { average } = options;
  if (average !== undefined && average !== null) requireOneOf(where, 'average', average, averages);
}

/**
 * The labels that count.
 *
 * @throws {@link ArgumentError} {@link DataError} the average does not go with the targets.
 * @source scikit-learn `metrics._classification._check_set_wise_labels`.
 */
export function scoredLabels(
  where: string,
  targets: ClassTargets | IndicatorTargets,
  average: Averaging | null,
  labels: readonly Label[] | undefined,
  posLabel: Label | undefined,
): readonly Label[] | undefined {
  if (average !== 'binary') {
    refusePosLabel(where, posLabel, average);
    return labels && readLabelOption(where, labels, targets.classes);
  }
  if (targets.kind === 'binary') return [requirePosLabel(where, targets, posLabel ?? 1)];
  const others = averages.slice(1, targets.kind === 'multiclass' ? -1 : undefined);
  const names = others.map((name) => `'${name}'`).join(', ');
  throw new DataError({
    where,
    problem: `\`average\` 'binary' needs two classes, received ${targets.kind} targets`,
    fix: `pass { average: … } with one of ${names}, or null for one score for each label`,
  });
}

function requirePosLabel(where: string, { classes }: ClassTargets, posLabel: Label): Label {
  if (labelPlaces(classes)(posLabel) >= 0 || classes.length < 2) return posLabel;
  throw new ArgumentError({
    where,
    problem: `\`posLabel\` must be one of ${describe(classes)}, received ${describe(posLabel)}`,
    fix: `pass { posLabel: ${describe(classes.at(-1))} } for the class that is looked for, or { average: 'macro' }`,
  });
}

function refusePosLabel(where: string, posLabel: Label | undefined, average: string | null): void {
  if (posLabel === undefined || posLabel === 1) return;
  throw new ArgumentError({
    where,
    problem: `\`posLabel\` counts only where \`average\` is 'binary', received ${describe(posLabel)} with ${describe(average)}`,
    fix: `leave it out, or pass { labels: [${describe(posLabel)}] } to score one class`,
  });
}
