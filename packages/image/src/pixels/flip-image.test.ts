import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { flipImage } from './flip-image.ts';

const image = ndArray(
  [
    [
      [1, 10],
      [2, 20],
    ],
    [
      [3, 30],
      [4, 40],
    ],
  ],
  undefined,
  'uint8',
);

test('mirrors pixels, and leaves the channels of each in order', () => {
  const rows = (direction: 'horizontal' | 'vertical' | 'both'): number[] =>
    Array.from(flipImage(image, direction).data);
  expect(rows('horizontal')).toEqual([2, 20, 1, 10, 4, 40, 3, 30]);
  expect(rows('vertical')).toEqual([3, 30, 4, 40, 1, 10, 2, 20]);
  expect(rows('both')).toEqual([4, 40, 3, 30, 2, 20, 1, 10]);
});

test('knows three directions', () => {
  expect(() => flipImage(image, 'horizontally' as never)).toThrow("did you mean 'horizontal'");
});
