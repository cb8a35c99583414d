import { NdArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { joinRows } from './join-rows.ts';

test('joins rows in order, and keeps their element type', () => {
  const whole = (values: number[]): NdArray =>
    new NdArray(Int32Array.from(values), [values.length / 2, 2]);
  const joined = joinRows([whole([1, 2, 3, 4]), whole([5, 6])]);
  expect(joined.dtype).toBe('int32');
  expect(joined.toArray()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});
