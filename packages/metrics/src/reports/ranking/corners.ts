import type { ThresholdCounts } from './threshold-counts.ts';

/** Whether the point `i`, neither the first nor the last, is wanted. */
export type IsCorner = (counts: ThresholdCounts, i: number) => boolean;

/** The first point, the last, and those between that are corners. */
export function keepCorners(counts: ThresholdCounts, isCorner: IsCorner): ThresholdCounts {
  const { falsePositives, truePositives, thresholds } = counts;
  const last = thresholds.length - 1;
  if (last < 2) return counts;
  const kept = new Uint32Array(last + 1);
  let found = 1;
  for (let i = 1; i < last; i++) {
    if (isCorner(counts, i)) kept[found++] = i;
  }
  kept[found++] = last;
  const pick = (values: Float64Array): Float64Array => {
    const picked = new Float64Array(found);
    for (let i = 0; i < found; i++) picked[i] = values[kept[i] ?? 0] ?? 0;
    return picked;
  };
  return {
    falsePositives: pick(falsePositives),
    truePositives: pick(truePositives),
    thresholds: pick(thresholds),
  };
}

/** The true positives do not stay the same from the neighbor before to the neighbor behind. */
export const truePositivesChange: IsCorner = ({ truePositives }, i) =>
  step(truePositives, i) !== 0 || step(truePositives, i + 1) !== 0;

/** The line from the neighbor before bends. */
export const curveBends: IsCorner = ({ truePositives, falsePositives }, i) =>
  step(truePositives, i + 1) - step(truePositives, i) !== 0 ||
  step(falsePositives, i + 1) - step(falsePositives, i) !== 0;

const step = (values: Float64Array, i: number): number => (values[i] ?? 0) - (values[i - 1] ?? 0);
