import { gradient, maxPool2d, ndArray, sum, tensor, useBackend } from '@myelin/core';
import { beforeAll, expect, test } from 'vitest';
import { cpu } from '../cpu.ts';

beforeAll(async () => {
  await useBackend(cpu);
});

const image = (rows: number[][]) =>
  tensor(ndArray(rows).reshape([1, rows.length, rows[0]!.length, 1]), 'float32');

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
