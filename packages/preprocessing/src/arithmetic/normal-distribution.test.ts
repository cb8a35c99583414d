import { expect, test } from 'vitest';
import { normalCdf, normalQuantile } from './normal-distribution.ts';

// Recorded from SciPy 1.17.1: special.ndtr and special.ndtri.

test.each([
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [-1, 0.15865525393145707],
  [2.9, 0.998134186699616],
  [3.1, 0.9990323967867817],
  [-3.1, 0.0009676032132183563],
  [-6, 9.865876450376946e-10],
  [-20, 2.7536241186061556e-89],
  [40, 1],
])('the probability of being below %f is %f', (x, expected) => {
  expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-13);
});

test.each([
  [0.6, 0.2533471031357997],
  [0.05, -1.6448536269514729],
  [0.99, 2.3263478740408408],
  [1e-7, -5.1993375821928165],
  [1e-12, -7.034483825301131],
  [1e-300, -37.0470962993612],
])('one is with probability %f below %f', (p, expected) => {
  expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(1e-14);
});

test('the ends are infinite, and outside there is nothing', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(normalQuantile(1.1)).toBeNaN();
  expect(normalCdf(Number.NaN)).toBeNaN();
  expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
});
