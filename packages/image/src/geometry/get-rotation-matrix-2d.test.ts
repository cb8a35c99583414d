import { expect, test } from 'vitest';
import { opencv } from '../../test-support/recorded-values.ts';
import { getRotationMatrix2D } from './get-rotation-matrix-2d.ts';

test('turns about the center: the values of OpenCV for 20 degrees about (20, 25)', () => {
  const [first, second] = getRotationMatrix2D([20, 25], 20, 1);
  // Recorded after 3 was added to both, as a shift.
  const recorded = opencv.mnist.matrix;
  expect([first[0], first[1], first[2] + 3]).toEqual(recorded[0]);
  expect([second[0], second[1], second[2] + 3]).toEqual(recorded[1]);
  expect(first[2]).toBeCloseTo(-7.344356, 6);
  expect(second[2]).toBeCloseTo(8.348087, 6);
});

test('leaves the center where it is, at any scale', () => {
  const [[a, b, c], [d, e, f]] = getRotationMatrix2D([3, 4], 77, 2.5);
  expect(a * 3 + b * 4 + c).toBeCloseTo(3, 12);
  expect(d * 3 + e * 4 + f).toBeCloseTo(4, 12);
  expect(Math.hypot(a, d)).toBeCloseTo(2.5, 12);
});

test('takes numbers only', () => {
  const anything = (value: unknown): never => value as never;
  expect(() => getRotationMatrix2D(anything(3), 1, 1)).toThrow('`center` must be two numbers');
  expect(() => getRotationMatrix2D([0, 0], Number.NaN, 1)).toThrow('`angle` must be a number');
  expect(() => getRotationMatrix2D([0, 0], 1, anything('1'))).toThrow('`scale` must be a number');
});
