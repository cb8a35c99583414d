import { requireBoolean, requireKnownOptions, requireOptions } from '@myelin/core';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { curveBends, keepCorners } from './corners.ts';
import type { CurveOptions } from './curve-targets.ts';
import { curveTargets } from './curve-targets.ts';
import type { ThresholdCounts } from './threshold-counts.ts';

/** Points of an ROC curve, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** False positive rates: shares of the others that score at least the threshold. */
  readonly fpr: Float64Array;
  /** True positive rates: shares of the class that score at least the threshold. */
  readonly tpr: Float64Array;
  /** Descending, from Infinity. */
  readonly thresholds: Float64Array;
}

/**
 * How many of a class are found (`tpr`), and how many others are taken for it (`fpr`), for every threshold.
 *
 * @throws {@link ArgumentError} `posLabel` is needed, or an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold two classes and one score for each sample.
 * @source scikit-learn `metrics.roc_curve`; a rate of nothing is NaN. `dropIntermediate` is true by default.
 * @example
 * rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).tpr // => Float64Array [0, 0.5, 0.5, 1, 1]
 */
export function rocCurve(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: CurveOptions = {},
): RocCurve {
  const where = 'rocCurve';
  const dropIntermediate = requireCurveOptions(where, options, true);
  return rocOf(curveTargets(where, yTrue, yScore, options), dropIntermediate);
}

/** @throws {@link ArgumentError} an option is unknown or outside its domain. */
export function requireCurveOptions(
  where: string,
  options: CurveOptions,
  dropIntermediate: boolean,
): boolean {
  requireOptions(where, options, 'pass options as an object after the two arrays');
  requireKnownOptions(where, options, ['posLabel', 'sampleWeight', 'dropIntermediate']);
  return requireBoolean(where, 'dropIntermediate', options.dropIntermediate ?? dropIntermediate);
}

/** The curve of counts. */
export function rocOf(counts: ThresholdCounts, dropIntermediate: boolean): RocCurve {
  const kept = dropIntermediate ? keepCorners(counts, curveBends) : counts;
  return {
    fpr: ratesFromZero(kept.falsePositives),
    tpr: ratesFromZero(kept.truePositives),
    thresholds: behind(Number.POSITIVE_INFINITY, kept.thresholds),
  };
}

function ratesFromZero(counts: Float64Array): Float64Array {
  const all = counts.at(-1) ?? 0;
  return behind(0, counts).map((count) => (all <= 0 ? Number.NaN : count / all));
}

/** `first`, and then the others. */
export function behind(first: number, others: Float64Array): Float64Array {
  const values = new Float64Array(others.length + 1);
  values[0] = first;
  values.set(others, 1);
  return values;
}
