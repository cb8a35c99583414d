import { gradient, mul, ones, Pass, sum, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { MaxPooling3D } from './max-pooling3d.ts';

await layerFixtureTests('keras/layers-pooling.json', { MaxPooling3D });

onEachBackend('MaxPooling3D', () => {
  test.each([
    { options: {}, input: [1, 4, 5, 2, 2], output: [1, 2, 2, 1, 2] },
    {
      options: { poolSize: [1, 2, 3], strides: [1, 1, 2], padding: 'same' },
      input: [1, 2, 3, 5, 1],
      output: [1, 2, 3, 3, 1],
    },
    {
      options: { strides: 1, dataFormat: 'channels_first' },
      input: [1, 2, 3, 2, 3],
      output: [1, 2, 2, 1, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(MaxPooling3D, example));

  test('takes the largest element of each window', () => {
    using x = tensor([1, 5, 2, 0, -3, 4, 8, 7, 9, 9, 0, 0], 'float32', [1, 3, 2, 2, 1]);
    using y = new MaxPooling3D({ strides: 1 }).apply(x);
    // depth 0 and 1, then depth 1 and 2
    expectClose(y, [[[[[8]]], [[[9]]]]]);
  });

  test('gives the derivative to each of the elements that are the largest, as TensorFlow does', () => {
    using x = ones([1, 2, 2, 2, 1]);
    using layer = new MaxPooling3D({ strides: 1, padding: 'same' });
    using factors = tensor([1, 2, 3, 4, 5, 6, 7, 8], 'float32', [1, 2, 2, 2, 1]);
    using derivative = gradient((input) => sum(mul(layer.forward(input, new Pass()), factors)))(x);
    using flat = derivative.reshape([8]);
    // Place (d, h, w) lies in all windows that begin at or before it.
    expectClose(flat, [1, 3, 4, 10, 6, 14, 16, 36]);
  });
});
