import { expect, test } from 'vitest';
import { numberColumn } from './number-column.ts';

test('parts of numbers, big integers and missing values become one column', () => {
  const parts = [Int32Array.of(1, 2), [3n, null, 0.5], BigInt64Array.of(-4n)];
  const column = numberColumn('a', parts, 6);
  expect(column?.toArray()).toEqual([1, 2, 3, null, 0.5, -4]);
  expect(column?.kind).toBe('number');
});

test.each([
  ['a big integer that doubles do not hold', [[2n ** 53n]], 1],
  ['a text', [[1, 'a']], 2],
  ['a boolean', [[true]], 1],
  ['too many values', [Float64Array.of(1, 2)], 1],
  ['too few values', [[1]], 2],
])('%s makes no column of numbers', (_, parts, length) => {
  expect(numberColumn('a', parts, length)).toBeUndefined();
});
