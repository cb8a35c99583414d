import { RandomSource } from '@myelin/core';
import { expect, test } from 'vitest';
import { partiallySort } from './partially-sort.ts';

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
      const moved = partiallySort(values.slice(), [place]);
      expect(moved[place]).toBe(sorted[place]);
      expect(Math.max(...moved.subarray(0, place + 1))).toBe(sorted[place]);
      expect(moved.sort()).toEqual(sorted);
    }
  }
  const rising = Float64Array.from({ length: 5000 }, (_, i) => i);
  expect(partiallySort(rising, [2500])[2500]).toBe(2500);
});

test('several places are right at once, and none of nothing', () => {
  const values = Float64Array.from({ length: 300 }, (_, i) => (i * 7919) % 300);
  const moved = partiallySort(values, [0, 149, 150, 299]);
  expect([0, 149, 150, 299].map((place) => moved[place])).toEqual([0, 149, 150, 299]);
  expect(partiallySort(new Float64Array(0), [0])).toEqual(new Float64Array(0));
});
