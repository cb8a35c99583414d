import { conv2dTranspose, tensor } from '@myelin/core';
import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';

onEachBackend('conv2dTranspose', () => {
  test('adds the kernel, times each pixel, where its window lies', () => {
    using x = tensor([1, 2, 3], 'float32', [1, 1, 3, 1]);
    using kernel = tensor([1, 10, 100], 'float32', [1, 3, 1, 1]);
    using y = conv2dTranspose(x, kernel, { size: [1, 7], strides: [1, 2] });
    // 1 10 100, then 2 20 200 and 3 30 300, two places on each time.
    expectClose(y, [[[[1], [10], [102], [20], [203], [30], [300]]]]);
  });

  test('leaves out what lies before or behind the result', () => {
    using x = tensor([1, 2, 3], 'float32', [1, 1, 3, 1]);
    using kernel = tensor([1, 10, 100], 'float32', [1, 3, 1, 1]);
    using y = conv2dTranspose(x, kernel, { size: [1, 3], before: [0, 1] });
    // 1 12 123 230 300 without its ends.
    expectClose(y, [[[[12], [123], [230]]]]);
  });

  test('leaves places that no window reaches at zero', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    using kernel = tensor([1], 'float32', [1, 1, 1, 1]);
    using y = conv2dTranspose(x, kernel, { size: [1, 6], strides: [1, 3] });
    expectClose(y, [[[[1], [0], [0], [2], [0], [0]]]]);
  });

  test.each([
    { size: [7, 9], strides: [2, 2] },
    { size: [6, 8], strides: [2, 2], before: [0, 1] },
    { size: [5, 6] },
    { size: [3, 4], before: [1, 1] },
  ] as const)('agrees with finite differences: $size, $strides, $before', (options) => {
    expectGradients(
      (x, kernel) => conv2dTranspose(x, kernel, options),
      [
        { name: 'x', at: randomArray([2, 3, 4, 2], 1) },
        { name: 'kernel', at: randomArray([3, 3, 3, 2], 2) },
      ],
    );
  });

  test('refuses a kernel for other channels', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    using kernel = tensor([1, 2], 'float32', [1, 1, 1, 2]);
    expect(() => conv2dTranspose(x, kernel, { size: [1, 2] })).toThrow(/^conv2dTranspose: /);
  });
});
