import { expect, test } from 'vitest';
import { brentMinimum } from './brent.ts';
import { minimumWithin } from './minimum-within.ts';

test.each([
  ['a parabola', (x: number) => (x - 2) ** 2, 2],
  ['a flat bottom', (x: number) => (x + 7) ** 4, -7],
  ['two slopes', (x: number) => Math.abs(x - 300), 300],
])('finds the minimum of %s, however far it lies', (_, valueAt, expected) => {
  // A fourth power is below what doubles tell apart within their fourth root, 1e-4 or so, around its minimum.
  const digits = expected === -7 ? 2 : 5;
  expect(brentMinimum(valueAt, -2, 2)).toBeCloseTo(expected, digits);
  expect(minimumWithin(valueAt, [-1000, 1000], 1e-8)).toBeCloseTo(expected, digits);
});

test('there is none where a function only falls, and the nearest place within bounds', () => {
  expect(brentMinimum((x) => -x, -2, 2)).toBeUndefined();
  expect(minimumWithin((x) => -x, [0, 5], 1e-8)).toBeCloseTo(5, 6);
});
