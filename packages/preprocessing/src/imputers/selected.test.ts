import { RandomSource } from '@myelin/core';
import { expect, test } from 'vitest';
import { selected } from './selected.ts';

test('the value at a place is the one that sorting puts there, with larger ones behind it only', () => {
  const random = new RandomSource(1);
  for (const [length, different] of [
    [1, 1],
    [2, 2],
    [50, 3],
    [50, 1],
    [199, 1e9],
  ] as const) {
    const values = Float64Array.from({ length }, () => random.integer(different));
    const sorted = values.slice().sort();
    for (let place = 0; place < length; place++) {
      const moved = values.slice();
      expect(selected(moved, place)).toBe(sorted[place]);
      expect(Math.max(...moved.subarray(0, place + 1))).toBe(sorted[place]);
      expect(moved.sort()).toEqual(sorted);
    }
  }
  const rising = Float64Array.from({ length: 5000 }, (_, i) => i);
  expect(selected(rising, 2500)).toBe(2500);
});
