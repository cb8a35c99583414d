import { avgPool2d, gradient, maxPool2d, ndArray, sum, tensor, useBackend } from '@myelin/core';
import { expectClose, expectGradients, randomArray } from '@myelin/testkit';
import { beforeAll, expect, test } from 'vitest';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

const image = (rows: number[][]) =>
  tensor(ndArray(rows).reshape([1, rows.length, rows[0]!.length, 1]), 'float32');

test('the derivative of an average counts real elements only, at borders too', () => {
  // Windows of 2 × 2 over a 3 × 3 image, padded right and below: they hold 4, 2, 2 and 1 pixels.
  const slope = gradient((x) => sum(avgPool2d(x, [2, 2], { padding: 'same' })));
  const dx = slope(
    image([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]),
  );
  expectClose(
    dx.reshape([3, 3]),
    ndArray([
      [0.25, 0.25, 0.5],
      [0.25, 0.25, 0.5],
      [0.5, 0.5, 1],
    ]),
  );
});

test('it agrees with finite differences where windows overlap', () => {
  const at = randomArray([2, 5, 4, 3], 1);
  expectGradients(
    (x) => avgPool2d(x, [3, 2], { strides: [2, 1], padding: 'same' }),
    [{ name: 'x', at }],
  );
});

test('the derivative of a maximum goes to the first of equal elements', () => {
  const slope = gradient((x) => sum(maxPool2d(x, [2, 2])));
  const dx = slope(
    image([
      [1, 7],
      [7, 2],
    ]),
  );
  expect(Array.from(dx.dataSync())).toEqual([0, 1, 0, 0]);
});

test('a NaN in a window is its maximum', () => {
  const y = maxPool2d(
    image([
      [1, Number.NaN],
      [7, 2],
    ]),
    [2, 2],
  );
  expect(y.dataSync()[0]).toBeNaN();
});
