import { ArgumentError, DataError, describe, ShapeError } from '@myelin/core';
import { indicatorOf } from '../inputs/indicator-of.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import type { ThresholdCounts } from './threshold-counts.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Options that all curves have. */
export interface CurveOptions {
  /** The class that is looked for. @defaultValue `1`, where the classes are 0 and 1, or -1 and 1 */
  readonly posLabel?: Label;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** Leaves out points on the straight line between others. */
  readonly dropIntermediate?: boolean;
}

/**
 * Counts at each threshold, and how many classes there are.
 *
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold two classes and one score for each sample.
 * @throws {@link ArgumentError} it is not known which class is looked for.
 */
export function curveTargets(
  where: string,
  yTrue: LabelArray,
  yScore: NumberArray,
  { posLabel, sampleWeight }: CurveOptions,
): ThresholdCounts & { readonly classes: readonly Label[] } {
  const targets = scoreTargets(where, yTrue, yScore, sampleWeight);
  const { kind, classes, codes, scores, weights } = targets;
  if (kind !== 'binary' && !(kind === 'multiclass' && posLabel !== undefined)) {
    throw twoClassesWanted(where, targets);
  }
  requireOneScore(where, targets);
  const place = labelPlaces(classes)(posLabel ?? usualPosLabel(where, classes));
  const isPositive = indicatorOf(codes, place);
  return { ...thresholdCounts(isPositive, scores.values, weights?.values), classes };
}

/** @throws {@link ShapeError} there are several scores for each sample. */
export function requireOneScore(where: string, { scores }: ScoreTargets): void {
  if (scores.columns === 1) return;
  throw new ShapeError({
    where,
    problem: `\`yScore\` must have one score for each sample of two classes, received shape [${scores.rows}, ${scores.columns}]`,
    fix: 'pass the scores of the class that is looked for, the last column of two',
  });
}

const usualClasses = ['0,1', '-1,1', '0', '-1', '1'];

/** 1, where that goes without saying. */
function usualPosLabel(where: string, classes: readonly Label[]): Label {
  const numbers = classes.map((label) => (typeof label === 'string' ? Number.NaN : +label));
  if (usualClasses.includes(numbers.join())) return 1;
  throw new ArgumentError({
    where,
    problem: `\`posLabel\` must be given for classes other than 0 and 1, or -1 and 1, received classes ${describe(classes)}`,
    fix: `pass { posLabel: ${describe(classes.at(-1))} } for the class that is looked for`,
  });
}

/** What is wrong with targets that are not of two classes. */
export function twoClassesWanted(where: string, { kind, classes }: ScoreTargets): DataError {
  return new DataError({
    where,
    problem: `\`yTrue\` must hold two classes, received ${kind} targets such as ${describe(classes)}`,
    fix:
      kind === 'multiclass'
        ? 'pass { posLabel: … } to look for one class among all'
        : 'pass one class for each sample; scores belong into `yScore`',
  });
}
