import { tensor, tidy } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { segmentSum } from './segment-sum.ts';

onEachBackend('segmentSum', () => {
  test('adds up the values of each place; places without values are 0', async () => {
    await expectNoLeak(() =>
      tidy(() => {
        const sums = segmentSum(tensor([1, 2, 3.5, -4]), tensor([2, 0, 2, 0], 'float32'), 4);
        expectClose(sums, [-2, 0, 4.5, 0]);
      }),
    );
  });
});
