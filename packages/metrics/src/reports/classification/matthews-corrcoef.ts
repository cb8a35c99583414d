import { pairwiseSum, requireKnownOptions, requireOptions } from '@myelin/core';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { singleLabelTargets } from '../inputs/single-label-targets.ts';
import { countByLabel } from './set-counts.ts';

/** Options of {@link matthewsCorrcoef}. */
export interface MatthewsCorrcoefOptions {
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
}

/**
 * Correlation of true and predicted classes, from -1 to 1; for two classes
 * `(TP · TN - FP · FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN))`. Fair to classes of any size. 0 where it is not defined.
 *
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold one class for each of the same samples.
 * @source Matthews 1975, Gorodkin 2004; scikit-learn `metrics.matthews_corrcoef`.
 * @example
 * matthewsCorrcoef([0, 0, 1, 1], [0, 0, 1, 1]) // => 1
 */
export function matthewsCorrcoef(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: MatthewsCorrcoefOptions = {},
): number {
  const where = 'matthewsCorrcoef';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['sampleWeight']);
  const targets = singleLabelTargets(where, yTrue, yPred, options.sampleWeight);
  const { hits, predicted, actual } = countByLabel(where, targets);
  const samples = pairwiseSum(predicted);
  const dot = (a: Float64Array, b: Float64Array): number =>
    pairwiseSum(a.map((value, i) => value * (b[i] ?? 0)));
  const both = pairwiseSum(hits) * samples - dot(actual, predicted);
  const ofPredicted = samples ** 2 - dot(predicted, predicted);
  const ofActual = samples ** 2 - dot(actual, actual);
  const spread = ofPredicted * ofActual;
  return spread === 0 ? 0 : both / Math.sqrt(spread);
}
