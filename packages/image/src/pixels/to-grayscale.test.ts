import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { pattern, recordedArray } from '../../test-support/recorded.ts';
import { gray } from '../../test-support/recorded-values.ts';
import { toGrayscale } from './to-grayscale.ts';

test('gives the bytes of OpenCV', () => {
  const result = toGrayscale(pattern(9, 11, 3));
  expect(result.toArray()).toEqual(recordedArray(gray, [9, 11, 1]).toArray());
});

test('adds floats up without rounding, and leaves alpha out', () => {
  const image = ndArray([[[1, 0, 0, 9]]], undefined, 'float32');
  expect(toGrayscale(image).at(0, 0, 0)).toBeCloseTo(0.299, 6);
});

test('says that a gray picture is gray', () => {
  expect(() => toGrayscale(pattern(2, 2))).toThrow('the image is gray already');
});
