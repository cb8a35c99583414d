import { brentMinimum } from '../arithmetic/brent.ts';
import { type PowerMethod, variance } from './power-method.ts';

/** Results may not be larger; SciPy leaves a factor for what is rounded on the way. */
const LARGEST = Number.MAX_VALUE / 10_000;
const LARGEST_EXPONENT = 709.78;

/**
 * For positive numbers: `(x^λ - 1) / λ`, the logarithm where λ is 0.
 *
 * @source Box & Cox 1964; search as SciPy's `boxcox_normmax`.
 */
export const boxCox: PowerMethod = {
  transform(x, lambda) {
    const log = Math.log(x);
    if (Math.abs(lambda) < 1e-19) return log;
    const exponent = lambda * log;
    if (exponent < LARGEST_EXPONENT) return Math.expm1(exponent) / lambda;
    return Math.sign(lambda) * Math.exp(exponent - Math.log(Math.abs(lambda))) - 1 / lambda;
  },

  invert(y, lambda) {
    if (lambda === 0) return Math.exp(y);
    if (lambda * y < 1.79e308) return Math.exp(Math.log1p(lambda * y) / lambda);
    const log = Math.log(Math.sign(lambda) * (y + 1 / lambda));
    return Math.exp((log + Math.log(Math.abs(lambda))) / lambda);
  },

  bestLambda(values) {
    if (values.every((value) => value === values[0])) return undefined;
    const logs = values.map(Math.log);
    const sumOfLogs = logs.reduce((sum, log) => sum + log, 0);
    const unlikeliness = (lambda: number): number =>
      (logs.length / 2) * logVariance(logs, lambda) - (lambda - 1) * sumOfLogs;
    const found = brentMinimum(unlikeliness, -2, 2);
    return found === undefined ? undefined : withinDoubles(values, found);
  },
};

/**
 * Logarithm of the variance of `x^λ / λ`, which is that of Box and Cox's results. Taken off the largest power first, nothing
 * overflows, and close numbers keep their difference.
 */
function logVariance(logs: Float64Array, lambda: number): number {
  if (lambda === 0) return Math.log(variance(logs));
  let largest = Number.NEGATIVE_INFINITY;
  for (const log of logs) largest = Math.max(largest, lambda * log);
  const powers = logs.map((log) => Math.expm1(lambda * log - largest));
  const spread = variance(powers, powers);
  return Math.log(spread) + 2 * largest - 2 * Math.log(Math.abs(lambda));
}

/** `lambda`, or the power nearest to it for which the outermost number does not overflow. */
function withinDoubles(values: Float64Array, lambda: number): number {
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const top = boxCox.transform(max, lambda);
  const bottom = boxCox.transform(min, lambda);
  const outermost = min >= 1 || (max > 1 && top > Math.abs(bottom)) ? max : min;
  if (!(Math.abs(boxCox.transform(outermost, lambda)) > LARGEST)) return lambda;
  // x^λ = 1 + λ y, for the largest y: both sides' logarithms, again and again, come near quickly.
  const limit = LARGEST * Math.sign(outermost - 1);
  let power = lambda;
  for (let i = 0; i < 50; i++) power = Math.log(1 + power * limit) / Math.log(outermost);
  return power;
}
