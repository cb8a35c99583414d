import { ndArray } from 'myelin';
import { expect, test } from 'vitest';
import { principalPlane } from './principal-plane.ts';
import { separation } from './separation.ts';

test('the plane of the widest spread is found, whichever way it lies', () => {
  // Along (3, 4) / 5 in the first two features the points are at -2, 0, 2; along (4, -3) / 5 at 1, -2, 1.
  const points = ndArray([
    [-1.2 + 0.8, -1.6 - 0.6, 7],
    [-1.6, 1.2, 7],
    [1.2 + 0.8, 1.6 - 0.6, 7],
  ]);
  const plane = principalPlane(points);
  const distance = (a: number, b: number): number =>
    Math.hypot(plane.at(a, 0) - plane.at(b, 0), plane.at(a, 1) - plane.at(b, 1));
  expect([distance(0, 1), distance(0, 2)].map((value) => value.toFixed(4))).toEqual([
    Math.sqrt(13).toFixed(4),
    '4.0000',
  ]);
  const along = [0, 1, 2].map((i) => Math.abs(plane.at(i, 0) - plane.at(1, 0)));
  expect(along[0]).toBeCloseTo(2, 1);
  expect(along[2]).toBeCloseTo(2, 1);
});

test('separation is 1 where classes are points, 0 where they have one mean, and the share between', () => {
  const labels = ndArray([0, 0, 1, 1]);
  expect(separation(ndArray([[1], [1], [5], [5]]), labels)).toBe(1);
  expect(separation(ndArray([[1], [3], [3], [1]]), labels)).toBe(0);
  // Means 1 and 5, all around 3: between 16, within 4.
  expect(separation(ndArray([[0], [2], [4], [6]]), labels)).toBeCloseTo(16 / 20, 6);
});
