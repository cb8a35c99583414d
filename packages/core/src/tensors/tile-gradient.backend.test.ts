import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { mul } from './arithmetic.ts';
import { greater, where } from './comparison.ts';
import { tensor } from './creation.ts';
import { gradient } from './gradient.ts';
import { sum } from './reduction.ts';
import { broadcastTo, reshape, tile } from './shaping.ts';

onEachBackend('tile', () => {
  test('sums the gradient over the repetitions of every axis', () => {
    const slope = gradient((x) => {
      const weights = [
        [1, 2, 3, 4],
        [10, 20, 30, 40],
        [100, 200, 300, 400],
      ];
      return sum(mul(tile(x, [3, 2]), weights));
    });
    // Columns 0 and 2 hold the first number, 1 and 3 the second.
    expectClose(slope(tensor([[5, 6]], 'float32')), [[444, 666]]);
  });

  test('repeats more than four axes', () => {
    const slope = gradient((x) => sum(mul(tile(reshape(x, [1, 2, 1, 1, 1]), [2, 1, 1, 3, 2]), 2)));
    expectClose(slope(tensor([1, 2], 'float32')), [24, 24]);
  });

  test('differentiates what is stretched to an image', () => {
    const slope = gradient((x) => {
      const stretched = broadcastTo(reshape(x, [1, 1, 1, 2]), [1, 200, 200, 2]);
      return sum(where(greater(reshape(x, [1, 1, 1, 2]), 1), stretched, 0));
    });
    expectClose(slope(tensor([0.5, 2])), [0, 40000]);
  });
});
