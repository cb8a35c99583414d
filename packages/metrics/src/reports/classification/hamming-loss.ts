import { requireKnownOptions, requireOptions } from '@myelin/core';
import { average } from '../arithmetic/average.ts';
import { classTargets } from '../inputs/class-targets.ts';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';

/** Options of {@link hammingLoss}. */
export interface HammingLossOptions {
  /** How much each sample counts. */
  readonly sampleWeight?: NumberArray;
}

/**
 * Share of labels that are predicted wrongly: `mean(yTrue ≠ yPred)`, over samples and labels.
 *
 * @throws {@link ArgumentError} an option is unknown.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold classes of the same samples.
 * @source scikit-learn `metrics.hamming_loss`.
 * @example
 * hammingLoss([[1, 0], [1, 1]], [[1, 1], [1, 1]]) // => 0.25
 */
export function hammingLoss(
  yTrue: LabelArray,
  yPred: LabelArray,
  options: HammingLossOptions = {},
): number {
  const where = 'hammingLoss';
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['sampleWeight']);
  const targets = classTargets(where, yTrue, yPred, options.sampleWeight);
  const { truth, guesses, rows } = targets;
  const columns = targets.kind === 'multilabel-indicator' ? targets.columns : 1;
  const wrong = new Float64Array(rows);
  for (let cell = 0; cell < truth.length; cell++) {
    const row = Math.floor(cell / columns);
    if (truth[cell] !== guesses[cell]) wrong[row] = (wrong[row] ?? 0) + 1;
  }
  return average(where, wrong, targets.weights?.values) / columns;
}
