import { depthwiseConv2d, tensor } from '@myelin/core';
import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';

onEachBackend('depthwiseConv2d', () => {
  test('gives each channel its own filters, their results side by side', () => {
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 1, 3, 2]);
    // For the first channel 1 10 and 0 1, for the second 100 1000 and 1 0.
    using kernel = tensor([1, 0, 100, 1, 10, 1, 1000, 0], 'float32', [1, 2, 2, 2]);
    using y = depthwiseConv2d(x, kernel);
    expectClose(y, [
      [
        [
          [31, 3, 4200, 2],
          [53, 5, 6400, 4],
        ],
      ],
    ]);
  });

  test.each([
    { kernel: [3, 3, 2, 2], options: {} },
    { kernel: [2, 3, 2, 1], options: { padding: 'same' } },
    { kernel: [3, 2, 2, 2], options: { padding: 'same', strides: [2, 2] } },
    { kernel: [1, 3, 2, 1], options: { strides: [1, 2] } },
  ] as const)('agrees with finite differences: $kernel, $options', ({ kernel, options }) => {
    expectGradients(
      (x, filters) => depthwiseConv2d(x, filters, options),
      [
        { name: 'x', at: randomArray([2, 5, 4, 2], 1) },
        { name: 'kernel', at: randomArray(kernel, 2) },
      ],
    );
  });

  test('refuses a kernel for other channels', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    using kernel = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    expect(() => depthwiseConv2d(x, kernel)).toThrow(/^depthwiseConv2d: /);
  });
});
