/** Areas under curves that go through one point for each threshold, along the last axis. */

import {
  add,
  div,
  divideOrZero,
  equal,
  greater,
  log,
  logicalAnd,
  maximum,
  minimum,
  mul,
  slice,
  sub,
  sum,
  type Tensor,
  where,
} from '@myelin/core';
import type { ConfusionCounts } from './confusion-counts.ts';
import { fallOuts, precisions, recalls } from './rates.ts';

/** Receiver operating characteristic, precision over recall, or their gains over always saying yes. */
export type CurveName = 'ROC' | 'PR' | 'PRGAIN';

/** How high the curve is between two points: their mean, the lower one or the higher one. */
export type SummationMethod = 'interpolation' | 'minoring' | 'majoring';

interface Curve {
  readonly x: Tensor;
  readonly y: Tensor;
}

/**
 * Area under a curve: `Σ (xᵢ - xᵢ₊₁) · height(yᵢ, yᵢ₊₁)`.
 *
 * @shape counts `[..., thresholds]`
 * @shape output `[...]`
 */
export function areaUnder(
  counts: ConfusionCounts,
  curve: CurveName,
  method: SummationMethod,
): Tensor {
  if (curve === 'PR' && method === 'interpolation') return interpolatedPrecisionArea(counts);
  const { x, y } = curves[curve](counts);
  const [xBefore, xAfter] = neighbors(x);
  return sum(mul(sub(xBefore, xAfter), heights[method](...neighbors(y))), -1);
}

const curves: Readonly<Record<CurveName, (counts: ConfusionCounts) => Curve>> = {
  ROC: (counts) => ({ x: fallOuts(counts), y: recalls(counts) }),
  PR: (counts) => ({ x: recalls(counts), y: precisions(counts) }),
  PRGAIN: gains,
};

const heights: Readonly<Record<SummationMethod, (a: Tensor, b: Tensor) => Tensor>> = {
  interpolation: (a, b) => div(add(a, b), 2),
  minoring: (a, b) => minimum(a, b),
  majoring: (a, b) => maximum(a, b),
};

/**
 * Recall gain over precision gain, with Keras's values where they diverge: recall gain 0 and precision gain 1 without
 * true positives, recall gain 0 where it would be negative.
 *
 * @source Flach & Kull 2015, "Precision-Recall-Gain Curves".
 */
function gains(counts: ConfusionCounts): Curve {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
  const odds = divideOrZero(add(truePositives, falseNegatives), add(trueNegatives, falsePositives));
  const gain = (missed: Tensor): Tensor => sub(1, mul(odds, divideOrZero(missed, truePositives)));
  const isNone = equal(truePositives, 0);
  return {
    x: maximum(where(isNone, 0, gain(falseNegatives)), 0),
    y: where(isNone, 1, gain(falsePositives)),
  };
}

/**
 * Area under precision over recall where true and all predicted positives, not precision itself, are taken as linear
 * between two thresholds: `Σ slope · (ΔTP + intercept · log(Pᵢ / Pᵢ₊₁)) / positives`.
 *
 * @source Davis & Goadrich 2006, section 4, in the closed form of Keras 3 `AUC.interpolate_pr_auc`.
 */
function interpolatedPrecisionArea(counts: ConfusionCounts): Tensor {
  const { truePositives, falsePositives, falseNegatives } = counts;
  const [tpBefore, tpAfter] = neighbors(truePositives);
  const [before, after] = neighbors(add(truePositives, falsePositives));
  const [, fnAfter] = neighbors(falseNegatives);
  const gained = sub(tpBefore, tpAfter);
  const slope = divideOrZero(gained, maximum(sub(before, after), 0));
  const intercept = sub(tpAfter, mul(slope, after));
  const bothPredicted = logicalAnd(greater(before, 0), greater(after, 0));
  const ratio = where(bothPredicted, divideOrZero(before, maximum(after, 0)), 1);
  const parts = mul(slope, add(gained, mul(intercept, log(ratio))));
  return sum(divideOrZero(parts, maximum(add(tpAfter, fnAfter), 0)), -1);
}

/** All entries of the last axis but the last, and all but the first. */
function neighbors(x: Tensor): [before: Tensor, after: Tensor] {
  const outer = x.shape.slice(0, -1);
  const size = [...outer, (x.shape.at(-1) ?? 1) - 1];
  const first = outer.map(() => 0);
  return [slice(x, [...first, 0], size), slice(x, [...first, 1], size)];
}
