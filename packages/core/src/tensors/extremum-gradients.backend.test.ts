import { expectClose, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { mul } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { gradient } from './gradient.ts';
import { max, min, sum } from './reduction.ts';
import type { Tensor } from './tensor.ts';

onEachBackend('max and min', () => {
  const rows = [
    [3, 1, 3],
    [0, 2, 1],
  ];
  const slopeOf = (f: (x: Tensor) => Tensor): Tensor => gradient(f)(tensor(rows, 'float32'));

  test('elements that are equally extreme share the gradient', () => {
    expectClose(
      slopeOf((x) => sum(mul(max(x, 1), tensor([10, 100], 'float32')))),
      [
        [5, 0, 5],
        [0, 100, 0],
      ],
    );
    expectClose(
      slopeOf((x) => max(x)),
      [
        [0.5, 0, 0.5],
        [0, 0, 0],
      ],
    );
  });

  test('along any axes, kept or not', () => {
    expectClose(
      slopeOf((x) => sum(min(x, 0, true))),
      [
        [0, 1, 0],
        [1, 0, 1],
      ],
    );
    expectClose(
      slopeOf((x) => sum(max(x, [0, 1]))),
      [
        [0.5, 0, 0.5],
        [0, 0, 0],
      ],
    );
  });
});
