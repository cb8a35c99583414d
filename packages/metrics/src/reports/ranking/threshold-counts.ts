import { descendingOrder } from './descending-order.ts';

/** What is above each threshold, from the highest on: sums of weights, or plain counts. */
export interface ThresholdCounts {
  /** Samples that are not of the class that is looked for. */
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
  /** All different scores, descending. */
  readonly thresholds: Float64Array;
}

/**
 * Counts at each score that occurs, where what scores at least as much is taken for positive.
 *
 * @param isPositive - 1 for samples of the class that is looked for, 0 for the others.
 * @source scikit-learn `metrics.confusion_matrix_at_thresholds`.
 */
export function thresholdCounts(
  isPositive: Uint8Array,
  scores: Float64Array,
  weights?: Float64Array,
): ThresholdCounts {
  const counts = weights
    ? weightedCounts(isPositive, scores, weights)
    : plainCounts(isPositive, scores);
  const { falsePositives, truePositives, thresholds, found } = counts;
  return {
    falsePositives: falsePositives.subarray(0, found),
    truePositives: truePositives.subarray(0, found),
    thresholds: thresholds.subarray(0, found),
  };
}

/** Counts, of which the first `found` are meant. */
interface FoundCounts extends ThresholdCounts {
  readonly found: number;
}

/** Without weights both kinds of samples can be sorted by themselves, which is fast, and gone through together. */
function plainCounts(isPositive: Uint8Array, scores: Float64Array): FoundCounts {
  const positives = scoresOf(isPositive, scores, 1);
  const others = scoresOf(isPositive, scores, 0);
  const counts = emptyCounts(scores.length);
  let found = 0;
  // Sorted arrays ascend: from their ends down.
  let p = positives.length - 1;
  let o = others.length - 1;
  for (; p >= 0 || o >= 0; found++) {
    const score = Math.max(
      p < 0 ? Number.NEGATIVE_INFINITY : (positives[p] ?? 0),
      o < 0 ? Number.NEGATIVE_INFINITY : (others[o] ?? 0),
    );
    while (p >= 0 && positives[p] === score) p--;
    while (o >= 0 && others[o] === score) o--;
    counts.thresholds[found] = score;
    counts.truePositives[found] = positives.length - 1 - p;
    counts.falsePositives[found] = others.length - 1 - o;
  }
  return { ...counts, found };
}

function scoresOf(isPositive: Uint8Array, scores: Float64Array, kind: number): Float64Array {
  const own = new Float64Array(scores.length);
  let count = 0;
  for (let i = 0; i < scores.length; i++) {
    if (isPositive[i] === kind) own[count++] = scores[i] ?? 0;
  }
  return own.subarray(0, count).sort();
}

/** Weights are added up sample by sample: sums round as scikit-learn's do. */
function weightedCounts(
  isPositive: Uint8Array,
  scores: Float64Array,
  weights: Float64Array,
): FoundCounts {
  const order = descendingOrder(scores);
  const counts = emptyCounts(scores.length);
  const { falsePositives, truePositives, thresholds } = counts;
  let found = 0;
  let above = 0;
  let hits = 0;
  for (let place = 0; place < order.length; place++) {
    const i = order[place] ?? 0;
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    const score = scores[i] ?? 0;
    if (found === 0 || score !== thresholds[found - 1]) thresholds[found++] = score;
    if (isPositive[i] === 1) hits += weight;
    else above += weight;
    falsePositives[found - 1] = above;
    truePositives[found - 1] = hits;
  }
  return { ...counts, found };
}

const emptyCounts = (samples: number): ThresholdCounts => ({
  falsePositives: new Float64Array(samples),
  truePositives: new Float64Array(samples),
  thresholds: new Float64Array(samples),
});
