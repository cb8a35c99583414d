import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { GlobalAveragePooling2D } from './global-average-pooling2d.ts';

await layerFixtureTests('keras/layers-pooling.json', { GlobalAveragePooling2D });

onEachBackend('GlobalAveragePooling2D', () => {
  test.each([
    { options: {}, input: [2, 3, 4, 2], output: [2, 2] },
    { options: { keepdims: true }, input: [2, 3, 4, 2], output: [2, 1, 1, 2] },
    { options: { dataFormat: 'channels_first' }, input: [2, 2, 3, 4], output: [2, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GlobalAveragePooling2D, example));

  test('takes the mean of each channel', () => {
    using x = tensor([1, 10, 3, 20], 'float32', [1, 1, 2, 2]);
    using y = new GlobalAveragePooling2D().apply(x);
    expectClose(y, [[2, 15]]);
  });
});
