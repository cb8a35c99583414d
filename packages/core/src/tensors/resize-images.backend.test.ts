import {
  expectClose,
  expectGradients,
  expectNoLeak,
  onEachBackend,
  randomArray,
} from '@myelin/testkit';
import { expect, test } from 'vitest';
import { tensor } from './creation.ts';
import { resizeImages } from './resize-images.ts';
import type { ResizeInterpolation } from './resize-weights.ts';
import { resizeInterpolations, resizeWeights } from './resize-weights.ts';

type Recorded = readonly [ResizeInterpolation, antialias: boolean, values: readonly number[]];

/** A row of 8, 1, 5, 12, 3 in other widths, by tf.image.resize of TensorFlow 2.21. */
const recorded: readonly Recorded[] = [
  ['nearest', false, [8, 5, 3]],
  ['nearest', true, [8, 5, 3]],
  ['bilinear', false, [5.666667, 5, 6.000001]],
  ['bilinear', true, [5, 5.666667, 6.857143]],
  ['bicubic', false, [5.933712, 5, 5.720602]],
  ['bicubic', true, [4.753845, 5.702325, 7.076925]],
  ['lanczos3', false, [5.897609, 5, 5.895008]],
  ['lanczos3', true, [4.370004, 5.759955, 7.418735]],
  ['lanczos5', false, [6.188868, 5, 5.757453]],
  ['lanczos5', true, [4.097105, 5.785133, 7.648078]],
  ['area', false, [5.2, 5.599999, 6.600001]],
  ['nearest', false, [8, 8, 1, 5, 5, 12, 3, 3]],
  ['bilinear', true, [8, 4.9375, 1.25, 3.75, 7.1875, 11.5625, 6.9375, 3]],
  [
    'bicubic',
    false,
    [8.50369, 5.03505, 0.9423828, 3.15918, 7.503052, 11.99646, 6.905582, 2.352398],
  ],
  [
    'lanczos3',
    false,
    [8.839984, 5.102057, 0.7365456, 2.216368, 8.362624, 12.18758, 6.986514, 1.862065],
  ],
  [
    'lanczos5',
    false,
    [8.751259, 5.472098, 0.6161964, 1.654203, 8.884105, 12.2815, 6.780338, 1.800722],
  ],
  ['area', false, [8, 5.2, 1, 4.2, 6.4, 12, 6.6, 3]],
];

onEachBackend('resizeImages', () => {
  test.each(recorded)(
    '%s, antialias %s, as TensorFlow does: %j',
    (interpolation, antialias, values) => {
      using x = tensor([[[8], [1], [5], [12], [3]]], 'float32');
      using y = resizeImages(x, [1, values.length], { interpolation, antialias });
      expectClose(y, [values.map((value) => [value])]);
    },
  );

  test('reads between pixels and repeats the outer ones', () => {
    using x = tensor(
      [
        [
          [10, 0],
          [20, 4],
        ],
      ],
      'float32',
    );
    using y = resizeImages(x, [2, 4]);
    const row = [
      [10, 0],
      [12.5, 1],
      [17.5, 3],
      [20, 4],
    ];
    expectClose(y, [row, row]);
  });

  test('takes a batch, each image by itself', () => {
    using x = tensor([[[[1], [3]]], [[[5], [7]]]], 'float32');
    using y = resizeImages(x, [1, 1]);
    expectClose(y, [[[[2]]], [[[6]]]]);
  });

  test.each(resizeInterpolations)('is differentiable: %s', (interpolation) => {
    expectGradients(
      (x) => resizeImages(x, [5, 2], { interpolation }),
      [{ name: 'images', at: randomArray([2, 3, 4, 2], 5) }],
    );
  });

  test.each([
    ['bilinear', 3, false],
    ['bicubic', 150, false],
    ['area', 90, false],
    ['lanczos3', 50, true],
  ] as const)(
    'long rows, of which little counts for a pixel, give the product with the weights: %s to %d',
    (interpolation, to, antialias) => {
      const from = 120;
      const row = Float32Array.from(randomArray([from], 4).data);
      const weights = resizeWeights({ from, to }, interpolation, antialias);
      const expected = Array.from({ length: to }, (_, i) =>
        row.reduce((sum, value, j) => sum + value * (weights[i * from + j] ?? 0), 0),
      );
      using x = tensor(row, 'float32', [1, from, 1]);
      using y = resizeImages(x, [1, to], { interpolation, antialias });
      expectClose(y, [expected.map((value) => [value])]);
      using turned = tensor(row, 'float32', [from, 1, 1]);
      using z = resizeImages(turned, [to, 1], { interpolation, antialias });
      expectClose(
        z,
        expected.map((value) => [[value]]),
      );
    },
  );

  test('is differentiable where pixels are read one by one', () => {
    expectGradients(
      (x) => resizeImages(x, [2, 45]),
      [{ name: 'images', at: randomArray([1, 2, 40, 2], 5) }],
    );
  });

  test('leaves nothing behind, and gives a tensor of its own where the size stays', async () => {
    using x = tensor([[[1], [2]]], 'float32');
    await expectNoLeak(() => {
      resizeImages(x, [3, 3]).dispose();
      resizeImages(x, [1, 2]).dispose();
    });
    expectClose(x, [[[1], [2]]]);
  });

  test('refuses sizes and interpolations that are none', () => {
    using x = tensor([[[1], [2]]], 'float32');
    expect(() => resizeImages(x, [0, 2])).toThrow('`size[0]` must be a whole number of at least 1');
    expect(() => resizeImages(x, [1, 2], { interpolation: 'cubic' as never })).toThrow(
      '`interpolation` must be one of',
    );
    using flat = tensor([1, 2], 'float32');
    expect(() => resizeImages(flat, [1, 2])).toThrow('rank of at least 3');
  });
});
