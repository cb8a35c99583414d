import type { LabelArray } from '../inputs/labels.ts';
import type { NumberArray } from '../inputs/numbers.ts';
import { keepCorners, truePositivesChange } from './corners.ts';
import type { CurveOptions } from './curve-targets.ts';
import { curveTargets } from './curve-targets.ts';
import { behind, requireCurveOptions } from './roc-curve.ts';
import type { ThresholdCounts } from './threshold-counts.ts';

/** Points of a curve of precision and recall; the last one, precision 1 and recall 0, has no threshold. */
export interface PrecisionRecallCurve {
  readonly precision: Float64Array;
  /** Descending. */
  readonly recall: Float64Array;
  /** Ascending, one fewer than points. */
  readonly thresholds: Float64Array;
}

/**
 * Precision `TP / (TP + FP)` and recall `TP / (TP + FN)` for every threshold.
 *
 * @throws {@link ArgumentError} `posLabel` is needed, or an option is outside its domain.
 * @throws {@link DataError} {@link ShapeError} the arrays do not hold two classes and one score for each sample.
 * @source scikit-learn `metrics.precision_recall_curve`; without any positive, recall is 1. `dropIntermediate` is false
 * by default.
 * @example
 * precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).recall // => Float64Array [1, 1, 0.5, 0.5, 0]
 */
export function precisionRecallCurve(
  yTrue: LabelArray,
  yScore: NumberArray,
  options: CurveOptions = {},
): PrecisionRecallCurve {
  const where = 'precisionRecallCurve';
  const dropIntermediate = requireCurveOptions(where, options, false);
  const counts = curveTargets(where, yTrue, yScore, options);
  return precisionRecallOf(dropIntermediate ? keepCorners(counts, truePositivesChange) : counts);
}

/** The curve of counts. */
export function precisionRecallOf({
  falsePositives,
  truePositives,
  thresholds,
}: ThresholdCounts): PrecisionRecallCurve {
  const all = truePositives.at(-1) ?? 0;
  const precision = truePositives.map((hits, i) => {
    const predicted = hits + (falsePositives[i] ?? 0);
    return predicted === 0 ? 0 : hits / predicted;
  });
  const recall = truePositives.map((hits) => (all === 0 ? 1 : hits / all));
  return {
    precision: behind(1, precision).reverse(),
    recall: behind(0, recall).reverse(),
    thresholds: thresholds.slice().reverse(),
  };
}
