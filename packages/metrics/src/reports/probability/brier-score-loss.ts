import {
  DataError,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireOptions,
} from '@myelin/core';
import { average } from '../arithmetic/average.ts';
import { labelPlaces } from '../inputs/label-places.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import type { ScoreTargets } from '../inputs/score-targets.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import type { ClassProbabilities } from './class-probabilities.ts';
import { classProbabilities, requireShares, withOthers } from './class-probabilities.ts';

/** Options of {@link brierScoreLoss}. */
export interface BrierScoreLossOptions {
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** The class whose probabilities these are. @defaultValue 1, or the last of two numbers */
  readonly posLabel?: Label;
  /** All classes of the columns of `yProba`, sorted. @defaultValue all that occur */
  readonly labels?: readonly Label[];
  /** Brings the score from the scale from 0 to 2 to that from 0 to 1. @defaultValue `'auto'`: for two classes */
  readonly scaleByHalf?: boolean | 'auto';
}

/**
 * Mean squared distance of probabilities from what came true: `mean(Σ (yTrue - yProba)²)`, for two classes half of it.
 *
 * @shape yProba `[samples]`, of the class `posLabel`; or `[samples, classes]`, columns in the order of the sorted labels
 * @throws {@link ArgumentError} an option is outside its domain; `labels` are not sorted.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together; a probability is outside of 0 to 1.
 * @source Brier 1950; scikit-learn `metrics.brier_score_loss`.
 * @example
 * brierScoreLoss([0, 1, 1, 0], [0, 1, 0.5, 0.5]) // => 0.125
 */
export function brierScoreLoss(
  yTrue: LabelArray,
  yProba: NumberArray,
  options: BrierScoreLossOptions = {},
): number {
  const where = 'brierScoreLoss';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  const known = ['sampleWeight', 'posLabel', 'labels', 'scaleByHalf'];
  requireKnownOptions(where, options, known);
  const { sampleWeight, posLabel, labels, scaleByHalf = 'auto' } = options;
  if (scaleByHalf !== 'auto') requireBoolean(where, 'scaleByHalf', scaleByHalf);
  const targets = scoreTargets(where, yTrue, yProba, sampleWeight, 'yProba');
  const { truth, probabilities, rows, columns } =
    targets.scores.columns === 1
      ? binaryProbabilities(where, targets, posLabel)
      : classProbabilities(where, targets, labels);
  const losses = new Float64Array(rows);
  for (let cell = 0; cell < probabilities.length; cell++) {
    const row = Math.floor(cell / columns);
    losses[row] = (losses[row] ?? 0) + ((truth[cell] ?? 0) - (probabilities[cell] ?? 0)) ** 2;
  }
  const score = average(where, losses, targets.weights?.values);
  return (scaleByHalf === 'auto' ? columns < 3 : scaleByHalf) ? score * 0.5 : score;
}

function binaryProbabilities(
  where: string,
  { kind, codes, classes, scores }: ScoreTargets,
  posLabel: Label | undefined,
): ClassProbabilities {
  if (kind !== 'binary') {
    throw new DataError({
      where,
      problem: `\`yTrue\` must hold two classes, as there is one probability for each sample, received ${kind} targets`,
      fix: 'pass the probabilities of all classes, of shape [samples, classes]',
    });
  }
  requireShares(where, scores.values);
  const place = labelPlaces(classes)(posLabel ?? usualPosLabel(where, classes));
  const truth = new Uint8Array(scores.rows * 2);
  codes.forEach((code, row) => {
    truth[2 * row + (code === place ? 1 : 0)] = 1;
  });
  const probabilities = withOthers(scores.values);
  return { truth, probabilities, rows: scores.rows, columns: 2 };
}

/** 1, or the last of two numbers. */
function usualPosLabel(where: string, classes: readonly Label[]): Label {
  const last = classes.at(-1) ?? 1;
  if (typeof last !== 'string') {
    const isLone = classes.length === 1 && [0, -1].includes(Number(last));
    return isLone ? 1 : last;
  }
  throw new DataError({
    where,
    problem: `\`posLabel\` must be given for classes that are texts, received classes ${describe(classes)}`,
    fix: `pass { posLabel: ${describe(last)} } for the class whose probabilities these are`,
  });
}
