import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { multiHot } from './multi-hot.ts';

describe('multiHot', () => {
  test('puts a 1 at every index of a list, however often it comes', () => {
    const rows = multiHot([[0, 2], [1, 1, 1], [], Int32Array.of(3)], 4, { dtype: 'uint8' });
    expect(rows.dtype).toBe('uint8');
    expect(rows.toArray()).toEqual([
      [1, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(multiHot([[0]], 1).dtype).toBe('float32');
  });

  test('refuses indices outside the rows, and rows that no array holds', () => {
    expect(() => multiHot([[0], [5, 4]], 5)).toThrow(/from 0 to 4, received 5 in row 1/);
    expect(() => multiHot([[-1]], 5)).toThrow(DataError);
    expect(() => multiHot([[0.5]], 5)).toThrow(DataError);
    expect(() => multiHot([1, 2] as never, 5)).toThrow(/lists of indices, received 1 at 0/);
    expect(() => multiHot([[0], [1]], 2 ** 30)).toThrow(/at most 1073741824 elements/);
    expect(() => multiHot([[0]], 2.5)).toThrow(/`dimension` must be a whole number/);
  });
});
