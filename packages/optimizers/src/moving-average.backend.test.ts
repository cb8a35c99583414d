import { tensor } from '@myelin/core';
import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { movingAverage, weightedSum } from './moving-average.ts';

onEachBackend('averages of gradients', () => {
  test('both ways give the weighted mean', () => {
    for (const average of [movingAverage, weightedSum]) {
      using next = average(tensor([2, -4]), tensor([6, 8]), 0.75);
      expectClose(next, [3, -1]); // 0.75 · 2 + 0.25 · 6; -3 + 2
    }
  });

  test('an average that was infinite once stays so, unless it is moved by differences', () => {
    using kept = weightedSum(tensor([Infinity]), tensor([1]), 0.9);
    expectClose(kept, [Infinity]);
    using moved = movingAverage(tensor([Infinity]), tensor([1]), 0.9);
    expectClose(moved, [Number.NaN]);
  });

  test('without a share in the old average, the sum is the new value to the last bit', () => {
    // 1e8 + (0.3 - 1e8) is 0 in float32.
    using next = weightedSum(tensor([1e8]), tensor([0.3]), 0);
    expectClose(next, [0.3]);
  });
});
