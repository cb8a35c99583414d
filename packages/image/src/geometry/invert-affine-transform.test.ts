import { expect, test } from 'vitest';
import { getRotationMatrix2D } from './get-rotation-matrix-2d.ts';
import { invertAffineTransform } from './invert-affine-transform.ts';

test('undoes what a matrix does', () => {
  const matrix = getRotationMatrix2D([20, 25], 20, 1.5);
  const [[a, b, c], [d, e, f]] = matrix;
  const [x, y] = [a * 7 + b * 9 + c, d * 7 + e * 9 + f];
  const [back0, back1] = invertAffineTransform(matrix);
  expect(back0[0] * x + back0[1] * y + back0[2]).toBeCloseTo(7, 12);
  expect(back1[0] * x + back1[1] * y + back1[2]).toBeCloseTo(9, 12);
});

test('has no zeros with a minus', () => {
  const identity = invertAffineTransform([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  expect(identity.flat().some((value) => Object.is(value, -0))).toBe(false);
});

test('refuses a matrix that flattens', () => {
  expect(() =>
    invertAffineTransform([
      [0, 0, 1],
      [0, 0, 2],
    ]),
  ).toThrow('`matrix` must have an inverse');
});
