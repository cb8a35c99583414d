import { pairwiseSum, requireBoolean, requireKnownOptions, requireOptions } from '@myelin/core';
import { average, weightedSum } from '../arithmetic/average.ts';
import type { Label, LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { scoreTargets } from '../inputs/score-targets.ts';
import { classProbabilities } from './class-probabilities.ts';

/** Options of {@link logLoss}. */
export interface LogLossOptions {
  /** The mean in place of the sum. @defaultValue `true` */
  readonly normalize?: boolean;
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
  /** All classes of the columns of `yProba`, sorted. @defaultValue all that occur */
  readonly labels?: readonly Label[];
}

/** Distance from 1 to the next number, in single and in double precision. */
const epsilon = { single: 2 ** -23, double: Number.EPSILON };

/**
 * Cross-entropy of probabilities: `-mean(Σ yTrue · log(yProba))`.
 *
 * Probabilities of 0 and 1 are moved by the distance of 1 to the next number of their own precision, so that a single
 * wrong one costs at most 36, or 16 for `float32` arrays, which models predict.
 *
 * @shape yProba `[samples]`, of the second class; or `[samples, classes]`, columns in the order of the sorted labels
 * @throws {@link ArgumentError} an option is outside its domain; `labels` are not sorted.
 * @throws {@link DataError} {@link ShapeError} the arrays do not go together; only one class occurs and `labels` are
 * not given; a probability is outside of 0 to 1.
 * @source scikit-learn `metrics.log_loss`; rows need not sum to 1, as there, where it warns.
 * @example
 * logLoss([1, 0], [0.5, 0.5]) // => 0.6931471805599453
 */
export function logLoss(
  yTrue: LabelArray,
  yProba: NumberArray,
  options: LogLossOptions = {},
): number {
  const where = 'logLoss';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['normalize', 'sampleWeight', 'labels']);
  const normalize = requireBoolean(where, 'normalize', options.normalize ?? true);
  const targets = scoreTargets(where, yTrue, yProba, options.sampleWeight, 'yProba');
  const { truth, probabilities, rows, columns } = classProbabilities(
    where,
    targets,
    options.labels,
  );
  const least = targets.scores.isSingle ? epsilon.single : epsilon.double;
  const losses = new Float64Array(rows);
  for (let cell = 0; cell < probabilities.length; cell++) {
    const target = truth[cell] ?? 0;
    if (target === 0) continue;
    const row = Math.floor(cell / columns);
    const probability = Math.min(Math.max(probabilities[cell] ?? 0, least), 1 - least);
    losses[row] = (losses[row] ?? 0) - target * Math.log(probability);
  }
  const weights = targets.weights?.values;
  if (normalize) return average(where, losses, weights);
  return weights ? weightedSum(losses, weights) : pairwiseSum(losses);
}
