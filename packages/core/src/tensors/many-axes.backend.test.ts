import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor } from '../index.ts';
import { pad, reshape, reverse, slice, tensor } from '../index.ts';

const paddings = [
  [0, 0],
  [1, 0],
  [0, 2],
  [1, 1],
  [0, 0],
] as const;

onEachBackend('Tensors of five axes', () => {
  test('are padded along some of them', () => {
    using x = tensor([1, 2, 3, 4], 'float32', [1, 1, 2, 1, 2]);
    using y = pad(
      x,
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 0],
        [0, 0],
      ],
      9,
    );
    expect(y.shape).toEqual([1, 2, 3, 1, 2]);
    using flat = reshape(y, [-1]);
    expectClose(flat, [9, 9, 1, 2, 3, 4, 9, 9, 9, 9, 9, 9]);
  });

  test('are padded along the last one', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 1, 2, 1]);
    using y = pad(x, [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
    expectClose(y, [
      [
        [
          [
            [0, 1],
            [0, 2],
          ],
        ],
      ],
    ]);
  });

  test('are sliced, to the end where no size is given', () => {
    using x = tensor([1, 2, 3, 4, 5, 6, 7, 8], 'float32', [1, 2, 1, 2, 2]);
    using y = slice(x, [0, 1, 0, 1]);
    expectClose(y, [[[[[7, 8]]]]]);
    using z = slice(x, [0, 0, 0, 0, 1], [-1, 1, 1, 2, 1]);
    expectClose(z, [[[[[2], [4]]]]]);
  });

  test('are turned around along some of them', () => {
    using x = tensor([1, 2, 3, 4, 5, 6, 7, 8], 'float32', [2, 1, 2, 1, 2]);
    const flat = (y: Tensor) => reshape(y, [-1]);
    expectClose(flat(reverse(x, 2)), [3, 4, 1, 2, 7, 8, 5, 6]);
    expectClose(flat(reverse(x, [0, -1])), [6, 5, 8, 7, 2, 1, 4, 3]);
    expectClose(flat(reverse(x)), [8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ['padding', (x) => pad(x, paddings)],
    ['turning around', (x) => reverse(x, [0, 3])],
    ['slicing', (x) => slice(x, [0, 1, 0, 1, 0], [-1, 1, 2, 1, -1])],
  ])('have the gradient of %s', (_, f) => {
    expectGradients(f, [{ name: 'x', at: randomArray([1, 2, 2, 3, 2], 4) }]);
  });
});
