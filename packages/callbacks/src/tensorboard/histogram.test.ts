import { expect, test } from 'vitest';
import { histogram } from './histogram.ts';

/** Rows `[left, right, count]`. */
const rows = (values: readonly number[]): number[][] =>
  Array.from({ length: 30 }, (_, i) => [...histogram(values).data.subarray(3 * i, 3 * i + 3)]);

test('30 buckets of equal width hold their left edge, the last one both', () => {
  const counted = rows([0, 1, 1.5, 29, 30]);
  expect(counted[0]).toEqual([0, 1, 1]);
  expect(counted[1]).toEqual([1, 2, 2]);
  expect(counted[28]).toEqual([28, 29, 0]);
  expect(counted[29]).toEqual([29, 30, 2]);
  expect(counted.reduce((sum, [, , count]) => sum + count!, 0)).toBe(5);
});

test('equal values lie in the last of 30 buckets without width, as with TensorBoard', () => {
  expect(rows([3, 3])).toEqual([...Array(29).fill([3, 3, 0]), [3, 3, 2]]);
});

test('without values all is zero', () => {
  expect(rows([])).toEqual(Array(30).fill([0, 0, 0]));
  expect(histogram([]).shape).toEqual([30, 3]);
});

test('values that are not finite are left out', () => {
  const counted = rows([Number.NaN, 0, -Infinity, 30, Infinity]);
  expect(counted[0]).toEqual([0, 1, 1]);
  expect(counted[29]).toEqual([29, 30, 1]);
  expect(rows([Number.NaN])).toEqual(rows([]));
});

test('weights as far apart as float32 can be are counted', () => {
  const counted = rows([-3.4028234663852886e38, 0, 3.4028234663852886e38]);
  expect(counted.reduce((sum, [, , count]) => sum + count!, 0)).toBe(3);
});
