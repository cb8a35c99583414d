import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { zeros } from '../tensors/creation.ts';
import { matchRanks } from './match-ranks.ts';

onEachBackend('matchRanks', () => {
  test.each([
    {
      a: [4],
      b: [4, 1],
      ranks: [
        [4, 1],
        [4, 1],
      ],
    },
    {
      a: [4, 1],
      b: [4],
      ranks: [
        [4, 1],
        [4, 1],
      ],
    },
    {
      a: [2, 3],
      b: [2, 3, 1],
      ranks: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      a: [2, 3, 1],
      b: [2, 3],
      ranks: [
        [2, 3],
        [2, 3],
      ],
    },
    { a: [4], b: [4, 3], ranks: [[4], [4, 3]] },
    {
      a: [4, 3],
      b: [4, 1],
      ranks: [
        [4, 3],
        [4, 1],
      ],
    },
    { a: [], b: [4], ranks: [[], [4]] },
  ])('$a and $b become $ranks', ({ a, b, ranks }) => {
    expect(matchRanks(zeros(a), zeros(b)).map((t) => t.shape)).toEqual(ranks);
  });
});
