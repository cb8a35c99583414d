/**
 * Approximate quantiles of data that comes in portions, in the arithmetic of Keras, so that the same boundaries come out.
 *
 * A summary is a list of values, ascending, each with a weight: how many elements it stands for. It is joined with that of
 * the next portion, and then made about `1 / epsilon` entries short again.
 */

export interface QuantileSummary {
  readonly values: Float32Array;
  readonly weights: Float32Array;
}

export const emptySummary: QuantileSummary = {
  values: new Float32Array(),
  weights: new Float32Array(),
};

/** A summary with the elements of one more portion. */
export function extendSummary(
  summary: QuantileSummary,
  data: ArrayLike<number>,
  epsilon: number,
): QuantileSummary {
  const portion = summarize(data, epsilon);
  const values = [...portion.values, ...summary.values];
  const weights = [...portion.weights, ...summary.weights];
  const order = values.map((_, i) => i).sort((a, b) => ascending(values[a], values[b]));
  return compress(
    {
      values: Float32Array.from(order, (i) => values[i] ?? 0),
      weights: Float32Array.from(order, (i) => weights[i] ?? 0),
    },
    epsilon,
  );
}

/** Values that cut the data into `bins` parts of about the same number of elements. */
export function boundariesOf(summary: QuantileSummary, bins: number): number[] {
  return Array.from(compress(summary, 1 / bins).values.slice(0, -1));
}

/** Every so many elements of the sorted data, with the number of elements that lie between. */
function summarize(data: ArrayLike<number>, epsilon: number): QuantileSummary {
  const sorted = Float32Array.from(data).sort();
  const step = Math.max(sorted.length / (1 / epsilon), 1);
  const stride = Math.trunc(step);
  const values: number[] = [];
  for (let i = Math.trunc(step - 1); i < sorted.length; i += stride) values.push(sorted[i] ?? 0);
  return { values: Float32Array.from(values), weights: new Float32Array(values.length).fill(step) };
}

/** Entries at equal steps of the share of all weight. */
function compress(summary: QuantileSummary, epsilon: number): QuantileSummary {
  const { values, weights } = summary;
  if (values.length * epsilon < 1) return summary;
  const sums = runningSums(weights);
  const total = sums.at(-1) ?? 1;
  const shares = sums.map((sum) => sum / total);
  const wanted = Array.from({ length: Math.ceil(1 / epsilon) }, (_, i) => epsilon + i * epsilon);
  const reached = wanted.map((share) => interpolate(share, shares, sums));
  return {
    values: Float32Array.from(wanted, (share) => interpolate(share, shares, values)),
    weights: Float32Array.from(reached, (sum, i) => sum - (reached[i - 1] ?? 0)),
  };
}

function runningSums(weights: Float32Array): Float32Array {
  const sums = new Float32Array(weights.length);
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i - 1] ?? 0) + (weights[i] ?? 0);
  return sums;
}

/** The line through the points (`xs`, `ys`), which is level outside of them. */
function interpolate(x: number, xs: Float32Array, ys: Float32Array): number {
  const after = xs.findIndex((value) => value > x);
  if (after === 0) return ys[0] ?? 0;
  if (after < 0) return ys.at(-1) ?? 0;
  const [x0 = 0, x1 = 0] = [xs[after - 1], xs[after]];
  const [y0 = 0, y1 = 0] = [ys[after - 1], ys[after]];
  return ((y1 - y0) / (x1 - x0)) * (x - x0) + y0;
}

/** NaN comes last. */
function ascending(a = 0, b = 0): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
