import { gradient, Pass, sum, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { GlobalMaxPooling1D } from './global-max-pooling1d.ts';

await layerFixtureTests('keras/layers-pooling.json', { GlobalMaxPooling1D });

onEachBackend('GlobalMaxPooling1D', () => {
  test.each([
    { options: {}, input: [2, 2, 3], output: [2, 3] },
    { options: { keepdims: true }, input: [2, 2, 3], output: [2, 1, 3] },
    { options: { dataFormat: 'channels_first' }, input: [2, 3, 2], output: [2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GlobalMaxPooling1D, example));

  test('takes the largest element of each channel', () => {
    using x = tensor([1, 10, 3, -20, 2, 0], 'float32', [1, 3, 2]);
    using y = new GlobalMaxPooling1D().apply(x);
    expectClose(y, [[3, 10]]);
  });

  test('shares the derivative among elements that are equally large, as TensorFlow does', () => {
    using x = tensor([4, 1, 4], 'float32', [1, 3, 1]);
    using layer = new GlobalMaxPooling1D();
    using derivative = gradient((input) => sum(layer.forward(input, new Pass())))(x);
    expectClose(derivative, [[[0.5], [0], [0.5]]]);
  });
});
