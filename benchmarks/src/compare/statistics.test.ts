import { expect, test } from 'vitest';
import { geometricMean, median, quantile } from './statistics.ts';

test('the median is the middle number, or the mean of the middle two, in whatever order', () => {
  expect(median([9, 1, 4])).toBe(4);
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('numbers are sorted as numbers, and the list given stays as it is', () => {
  const values = [10, 9, 100];
  expect(median(values)).toBe(10);
  expect(values).toEqual([10, 9, 100]);
});

test('99 of 100 numbers do not exceed the quantile 0.99', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(values, 1)).toBe(100);
  expect(quantile([3, 5], 0)).toBe(3);
  expect(quantile([], 0.5)).toBeNaN();
});

test('twice as fast and half as fast are on the mean the same', () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
  expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 12);
});
