import { ArgumentError, DataError, ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { toCategorical } from './to-categorical.ts';

describe('toCategorical', () => {
  test('puts a 1 at the class of each label, as whole numbers where asked', () => {
    const rows = toCategorical([2, 6, 6, 1], 7, { dtype: 'int32' });
    expect(rows.dtype).toBe('int32');
    expect(rows.toArray()).toEqual([
      [0, 0, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 1],
      [0, 1, 0, 0, 0, 0, 0],
    ]);
    expect(toCategorical([2, 6, 6, 1]).dtype).toBe('float32');
    expect(toCategorical([2, 6, 6, 1])).toEqual(rows.astype('float32'));
  });

  test('keeps the shape of the labels, but for a last axis of size 1', () => {
    expect(toCategorical(ndArray([[0], [1]]), 3).shape).toEqual([2, 3]);
    expect(toCategorical([[0, 1, 2]], 3).shape).toEqual([1, 3, 3]);
    expect(toCategorical([1], 3).shape).toEqual([1, 3]);
    expect(toCategorical(Uint8Array.of(1, 0), 2).toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('refuses what is no class', () => {
    expect(() => toCategorical([0, 3], 3)).toThrow(/from 0 to 2, received 3 at 1/);
    expect(() => toCategorical([-1])).toThrow(/a whole number from 0, received -1 at 0/);
    expect(() => toCategorical([0.5])).toThrow(DataError);
    expect(() => toCategorical(['a'] as never)).toThrow(DataError);
    expect(() => toCategorical([2 ** 31])).toThrow(/at most 1073741824 elements/);
    expect(() => toCategorical([0], 0)).toThrow(ArgumentError);
    expect(() => toCategorical([0], 2, { dtype: 'int64' as never })).toThrow(
      /`dtype` must be one of/,
    );
  });
});
