import { RandomSource } from '@myelin/core';
import { expect, test } from 'vitest';
import { thresholdCounts } from './threshold-counts.ts';

test('thresholdCounts without weights are those with weights of 1', () => {
  const random = new RandomSource(3);
  const scores = Float64Array.from({ length: 10_000 }, () => random.integer(800) / 7 - 50);
  const isPositive = Uint8Array.from(scores, () => random.integer(2));
  const ones = scores.map(() => 1);
  expect(thresholdCounts(isPositive, scores)).toEqual(thresholdCounts(isPositive, scores, ones));
});

test('thresholdCounts count each score once, the two zeros as one', () => {
  const counts = thresholdCounts(Uint8Array.of(1, 0, 1, 0), Float64Array.of(0, -0, 2, 3));
  expect(Object.values(counts).map((values: Float64Array) => Array.from(values))).toEqual([
    [1, 1, 2],
    [0, 1, 2],
    [3, 2, 0],
  ]);
});
