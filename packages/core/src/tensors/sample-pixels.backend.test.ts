import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { test } from 'vitest';
import { sub } from './arithmetic.ts';
import { tensor } from './creation.ts';
import { samplePixels } from './sample-pixels.ts';
import type { Tensor } from './tensor.ts';

onEachBackend('samplePixels', () => {
  const image = [
    [[1], [3]],
    [[5], [9]],
  ];
  const places = (values: number[]) => tensor([[values]], 'float32');

  test('weighs the four pixels around a place, and draws out the edges', () => {
    using x = tensor([image], 'float32');
    using rows = places([0, 0.5, 0.5, -3]);
    using columns = places([1, 0, 0.25, 7]);
    using y = samplePixels(x, rows, columns);
    // Third: three quarters of 3 and a quarter of 6.
    expectClose(y, [[[[3], [3], [3.75], [3]]]]);
  });

  test('takes the nearest pixel; ties go to the even one or away from zero', () => {
    using x = tensor([[[[1], [3], [5], [7]]]], 'float32');
    using rows = places([0, 0, 0, 0]);
    using columns = places([0.4, 0.5, 1.5, 2.6]);
    using even = samplePixels(x, rows, columns, { interpolation: 'nearest' });
    expectClose(even, [[[[1], [1], [5], [7]]]]);
    using away = samplePixels(x, rows, columns, {
      interpolation: 'nearest',
      ties: 'away_from_zero',
    });
    expectClose(away, [[[[1], [3], [5], [7]]]]);
  });

  test('fills what is outside with a value, or with other pixels', () => {
    using x = tensor([[[[1], [3], [5]]]], 'float32');
    using rows = places([0, 0, 0, 0]);
    using columns = places([-1, -0.5, 2.25, 3]);
    using filled = samplePixels(x, rows, columns, { fillValue: 9 });
    expectClose(filled, [[[[9], [5], [6], [9]]]]);
    using mirrored = samplePixels(x, rows, columns, {
      pixelFor: (index, size) => sub(size - 1, index),
    });
    // Columns are counted from the right: the fourth from the right is none, so that its neighbor stands for it.
    expectClose(mirrored, [[[[5], [5], [1], [1]]]]);
  });

  test('each image of a batch has its own places', () => {
    using x = tensor([image, image], 'float32');
    using rows = tensor([[[0]], [[1]]], 'float32');
    using columns = tensor([[[1]], [[0]]], 'float32');
    using y = samplePixels(x, rows, columns);
    expectClose(y, [[[[3]]], [[[5]]]]);
  });

  test('is differentiable by images and, between pixels, by places', () => {
    expectGradients(
      (...inputs) => samplePixels(...(inputs as [Tensor, Tensor, Tensor])),
      [
        { name: 'images', at: randomArray([2, 3, 4, 2], 5) },
        { name: 'rows', at: randomArray([2, 2, 3], 6).map((value) => 1 + 0.4 * Math.tanh(value)) },
        {
          name: 'columns',
          at: randomArray([2, 2, 3], 7).map((value) => 1.5 + 0.4 * Math.tanh(value)),
        },
      ],
    );
  });
});
