import { pairwiseSum } from '@myelin/core';
import { minimumWithin } from '../arithmetic/minimum-within.ts';
import { type PowerMethod, variance } from './power-method.ts';

/** SciPy's, for its own search. */
const TOLERANCE = 1.48e-8;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * For any number: `((x + 1)^λ - 1) / λ` from 0 on, `-((1 - x)^(2 - λ) - 1) / (2 - λ)` below; logarithms where a power is 0.
 *
 * @source Yeo & Johnson 2000; bounds and search as SciPy's `yeojohnson_normmax`.
 */
export const yeoJohnson: PowerMethod = {
  transform(x, lambda) {
    return powerOf(x >= 0 ? Math.log1p(x) : -Math.log1p(-x), lambda);
  },

  invert(y, lambda) {
    if (y >= 0) {
      if (Math.abs(lambda) < Number.EPSILON) return Math.exp(y) - 1;
      return (y * lambda + 1) ** (1 / lambda) - 1;
    }
    const power = 2 - lambda;
    if (Math.abs(power) <= Number.EPSILON) return 1 - Math.exp(-y);
    return 1 - (-power * y + 1) ** (1 / power);
  },

  bestLambda(values) {
    if (values.every((value) => value === 0)) return 1;
    const turned = new Float64Array(values.length);
    // Logarithms keep the signs of their numbers.
    const logs = values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
    const sumOfLogs = pairwiseSum(logs);
    const unlikeliness = (lambda: number): number => {
      for (let i = 0; i < logs.length; i++) turned[i] = powerOf(logs[i] as number, lambda);
      const spread = variance(turned, turned);
      // Next to no variance would look most likely of all.
      if (!(spread >= SMALLEST_NORMAL)) return Number.POSITIVE_INFINITY;
      const likelihood = (-values.length / 2) * Math.log(spread) + (lambda - 1) * sumOfLogs;
      return Number.isFinite(likelihood) ? -likelihood : Number.POSITIVE_INFINITY;
    };
    return minimumWithin(unlikeliness, boundsFor(values), TOLERANCE);
  },
};

/** @param log - `ln(1 + |x|)`, with the sign of `x`. */
function powerOf(log: number, lambda: number): number {
  if (log >= 0) return Math.abs(lambda) < Number.EPSILON ? log : Math.expm1(lambda * log) / lambda;
  const power = 2 - lambda;
  return Math.abs(power) > Number.EPSILON ? -Math.expm1(power * -log) / power : log;
}

/** Powers that keep numbers up to 20 times as large within half of the range of doubles. */
function boundsFor(values: Float64Array): readonly [number, number] {
  let largest = 0;
  let hasNegative = false;
  let hasOthers = false;
  for (const value of values) {
    largest = Math.max(largest, Math.abs(value));
    if (value < 0) hasNegative = true;
    else hasOthers = true;
  }
  const log = Math.log1p(20 * largest);
  const logEpsilon = Math.log(Number.EPSILON);
  const low = (Math.log(SMALLEST_NORMAL) - logEpsilon) / 2 / log;
  const high = (Math.log(Number.MAX_VALUE) + logEpsilon) / 2 / log;
  if (!hasNegative) return [low, high];
  if (!hasOthers) return [2 - high, 2 - low];
  return [Math.max(2 - high, low), Math.min(2 - low, high)];
}
