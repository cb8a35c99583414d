import { DataError, describe } from '@myelin/core';
import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { keepCorners, truePositivesChange } from './corners.ts';
import type { CurveOptions } from './curve-targets.ts';
import { curveTargets } from './curve-targets.ts';
import { behind, requireCurveOptions } from './roc-curve.ts';

/** Points of a curve of the two kinds of error. */
export interface DetCurve {
  /** False positive rates, descending. */
  readonly fpr: Float64Array;
  /** False negative rates, ascending. */
  readonly fnr: Float64Array;
  /** Ascending. */
  readonly thresholds: Float64Array;
}

/**
 * Detection error tradeoff: how many others are taken for a class (`fpr`), and how many of it are missed (`fnr`).
 *
 * @throws {@link ArgumentError} `posLabel` is needed, or an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold two classes and one score for each sample.
 * @source scikit-learn `metrics.det_curve`. `dropIntermediate` is false by default.
 * @example
 * detCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).fnr // => Float64Array [0, 0.5, 0.5]
 */
export function detCurve(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: CurveOptions = {},
): DetCurve {
  const where = 'detCurve';
  const dropIntermediate = requireCurveOptions(where, options, false);
  const { classes, ...counts } = curveTargets(where, yTrue, yScore, options);
  if (classes.length !== 2) {
    throw new DataError({
      where,
      problem: `\`yTrue\` must hold two classes, received ${describe(classes)}`,
      fix: 'pass samples of both classes: without one of them there is no such curve',
    });
  }
  const all = {
    falsePositives: behind(0, counts.falsePositives),
    truePositives: behind(0, counts.truePositives),
    thresholds: behind(Number.POSITIVE_INFINITY, counts.thresholds),
  };
  const kept = dropIntermediate ? keepCorners(all, truePositivesChange) : all;
  const { falsePositives, truePositives, thresholds } = kept;
  const hits = truePositives.at(-1) ?? 0;
  const others = falsePositives.at(-1) ?? 0;
  // From the last point without a false positive to the first that finds all.
  const begin = falsePositives.lastIndexOf(falsePositives[0] ?? 0);
  const end = truePositives.indexOf(hits) + 1;
  const backwards = (values: Float64Array): Float64Array => values.slice(begin, end).reverse();
  return {
    fpr: backwards(falsePositives).map((count) => count / others),
    fnr: backwards(truePositives).map((count) => (hits - count) / hits),
    thresholds: backwards(thresholds),
  };
}
