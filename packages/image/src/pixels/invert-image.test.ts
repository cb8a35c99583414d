import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { invertImage } from './invert-image.ts';

test('makes black white', () => {
  expect(invertImage(ndArray([[0, 200]], undefined, 'uint8')).toArray()).toEqual([[255, 55]]);
  expect(invertImage(ndArray([[0, 0.25]]), 1).toArray()).toEqual([[1, 0.75]]);
});

test('knows that the brightest byte is 255', () => {
  expect(() => invertImage(ndArray([[0]], undefined, 'uint8'), 1)).toThrow(
    '`white` must be a number of at least 255',
  );
});
