import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { rotateImage90 } from './rotate-image-90.ts';

const image = ndArray(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  undefined,
  'uint8',
);

test('turns counterclockwise, as numpy.rot90', () => {
  expect(rotateImage90(image).toArray()).toEqual([
    [3, 6],
    [2, 5],
    [1, 4],
  ]);
  expect(rotateImage90(image, 2).toArray()).toEqual([
    [6, 5, 4],
    [3, 2, 1],
  ]);
  expect(rotateImage90(image, -1).toArray()).toEqual([
    [4, 1],
    [5, 2],
    [6, 3],
  ]);
  expect(rotateImage90(image, 8).toArray()).toEqual(image.toArray());
});

test('turns by quarters only', () => {
  expect(() => rotateImage90(image, 45.5)).toThrow('`quarters` must be a whole number');
});
