import { ArgumentError, NdArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { normalize } from './normalize.ts';

const doubles = (...values: number[]): NdArray =>
  new NdArray(Float64Array.from(values), [values.length / 2, 2]);

describe('normalize', () => {
  test('divides rows by their length, and leaves zeros as they are', () => {
    expect(normalize(doubles(3, 4, 0, 0)).toArray()).toEqual([
      [0.6, 0.8],
      [0, 0],
    ]);
    expect(normalize([[3, 4]]).dtype).toBe('float32');
    expect(normalize([0, -5]).toArray()).toEqual([0, -1]);
  });

  test.each([
    // |3| + |-1|, the largest, the smallest, how many are not 0, ∛(27 + 1)
    [1, 4],
    [Number.POSITIVE_INFINITY, 3],
    [Number.NEGATIVE_INFINITY, 1],
    [0, 2],
    [3, Math.cbrt(28)],
  ])('takes the norm of order %d', (order, norm) => {
    const [x, y] = Array.from(normalize(doubles(3, -1), { order }).data);
    expect(x).toBeCloseTo(3 / norm, 14);
    expect(y).toBeCloseTo(-1 / norm, 14);
  });

  test('goes along any axis', () => {
    expect(normalize(doubles(3, 0, 4, 2), { axis: 0 }).toArray()).toEqual([
      [0.6, 0],
      [0.8, 1],
    ]);
    expect(() => normalize([[1]], { axis: 2 })).toThrow(ArgumentError);
    expect(() => normalize([[1]], { order: Number.NaN })).toThrow(/`order` must be a number/);
    expect(() => normalize(1)).toThrow(/at least one axis/);
  });
});
