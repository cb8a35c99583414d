import { avgPool2d, gradient, ndArray, sum, tensor } from '@myelin/core';
import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { test } from 'vitest';

onEachBackend('the gradient of average pooling', () => {
  test('counts real elements only, at borders too', () => {
    // Windows of 2 × 2 over a 3 × 3 image, padded right and below: they hold 4, 2, 2 and 1 pixels.
    const image = tensor(ndArray([1, 2, 3, 4, 5, 6, 7, 8, 9]).reshape([1, 3, 3, 1]), 'float32');
    const slope = gradient((x) => sum(avgPool2d(x, [2, 2], { padding: 'same' })));
    expectClose(slope(image).reshape([3, 3]), [
      [0.25, 0.25, 0.5],
      [0.25, 0.25, 0.5],
      [0.5, 0.5, 1],
    ]);
  });

  test.each([
    { strides: [2, 1], padding: 'same' },
    { strides: [1, 2], padding: 'same' },
    { strides: [2, 2], padding: 'valid' },
  ] as const)('agrees with finite differences: $padding, strides $strides', (options) => {
    const at = randomArray([2, 5, 4, 2], 1);
    expectGradients((x) => avgPool2d(x, [3, 2], options), [{ name: 'x', at }]);
  });
});
