import { tensor, useBackend } from 'myelin';
import { expect, test } from 'vitest';
import { inverse, rotationMatrix, warped } from './affine.ts';

test("the note's matrix has the numbers of OpenCV's formula", () => {
  const [top, bottom] = rotationMatrix([20, 25], 20, 1);
  for (const [i, value] of [0.9396926, 0.3420201, -7.344356].entries()) {
    expect(top[i]).toBeCloseTo(value, 6);
  }
  for (const [i, value] of [-0.3420201, 0.9396926, 8.348087].entries()) {
    expect(bottom[i]).toBeCloseTo(value, 6);
  }
});

test('the transform back undoes it', () => {
  const matrix = rotationMatrix([3, -2], 50, 1.5);
  const [[a, b, c], [d, e, f]] = inverse(matrix);
  const [[p, q, r], [s, t, u]] = matrix;
  const [x, y] = [p * 4 + q * 5 + r, s * 4 + t * 5 + u];
  expect(a * x + b * y + c).toBeCloseTo(4, 9);
  expect(d * x + e * y + f).toBeCloseTo(5, 9);
});

test('a quarter turn about the middle is counterclockwise', async () => {
  await useBackend();
  using picture = tensor(
    [
      [[1], [2]],
      [[3], [4]],
    ],
    'float32',
  );
  using turned = warped(picture, inverse(rotationMatrix([0.5, 0.5], 90, 1)));
  const rounded = [...turned.dataSync()].map((value) => Math.round(value * 1e4) / 1e4);
  expect(rounded).toEqual([2, 4, 1, 3]);
});
