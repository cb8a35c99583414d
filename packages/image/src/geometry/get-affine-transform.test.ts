import { expect, test } from 'vitest';
import { affine } from '../../test-support/recorded-values.ts';
import { getAffineTransform, type ThreePoints } from './get-affine-transform.ts';

const from: ThreePoints = [
  [1, 2],
  [20, 3],
  [4, 30],
];
const to: ThreePoints = [
  [5, 7],
  [22, 1],
  [2, 28],
];

test('gives what OpenCV gives', () => {
  const found = getAffineTransform(from, to).flat();
  // OpenCV eliminates where this divides determinants: the last bits differ.
  for (const [i, value] of affine.flat().entries()) expect(found[i]).toBeCloseTo(value, 12);
});

test('takes each point to its partner', () => {
  const [[a, b, c], [d, e, f]] = getAffineTransform(from, to);
  for (const [i, [x, y]] of from.entries()) {
    expect(a * x + b * y + c).toBeCloseTo(to[i]?.[0] ?? 0, 12);
    expect(d * x + e * y + f).toBeCloseTo(to[i]?.[1] ?? 0, 12);
  }
});

test('refuses three points of which nothing follows', () => {
  expect(() =>
    getAffineTransform(
      [
        [0, 0],
        [1, 1],
        [3, 3],
      ],
      to,
    ),
  ).toThrow('must not lie on one line');
  expect(() => getAffineTransform([[0, 0]] as never, to)).toThrow('`from` must be three points');
});
