import { areaUnder } from './auc.ts';
import { rocOf } from './roc-curve.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Area under the ROC curve of one class against the rest; NaN where only one of them occurs. */
export function binaryRocAuc(
  where: string,
  isPositive: Uint8Array,
  scores: Float64Array,
  weights?: Float64Array,
  maxFpr = 1,
): number {
  if (isPositive.every((value) => value === isPositive[0])) return Number.NaN;
  const { fpr, tpr } = rocOf(thresholdCounts(isPositive, scores, weights), true);
  return maxFpr === 1 ? areaUnder(where, fpr, tpr) : partialArea(where, fpr, tpr, maxFpr);
}

/**
 * Area up to a false positive rate, brought to the scale from 0.5 to 1.
 *
 * @source McClish 1989.
 */
function partialArea(where: string, fpr: Float64Array, tpr: Float64Array, maxFpr: number): number {
  const stop = fpr.findIndex((rate) => rate > maxFpr);
  if (stop < 0) return Number.NaN;
  const at = (values: Float64Array, i: number): number => values[i] ?? 0;
  const [x0, x1] = [at(fpr, stop - 1), at(fpr, stop)];
  const [y0, y1] = [at(tpr, stop - 1), at(tpr, stop)];
  const cutHere = y0 + ((y1 - y0) / (x1 - x0)) * (maxFpr - x0);
  const area = areaUnder(
    where,
    endingIn(maxFpr, fpr.subarray(0, stop)),
    endingIn(cutHere, tpr.subarray(0, stop)),
  );
  const least = 0.5 * maxFpr ** 2;
  return 0.5 * (1 + (area - least) / (maxFpr - least));
}

function endingIn(last: number, others: Float64Array): Float64Array {
  const values = new Float64Array(others.length + 1);
  values.set(others);
  values[others.length] = last;
  return values;
}
