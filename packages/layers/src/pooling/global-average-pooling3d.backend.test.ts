import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { GlobalAveragePooling3D } from './global-average-pooling3d.ts';

await layerFixtureTests('keras/layers-pooling.json', { GlobalAveragePooling3D });

onEachBackend('GlobalAveragePooling3D', () => {
  test.each([
    { options: {}, input: [2, 2, 3, 2, 3], output: [2, 3] },
    { options: { keepdims: true }, input: [2, 2, 3, 2, 3], output: [2, 1, 1, 1, 3] },
    { options: { dataFormat: 'channels_first' }, input: [2, 3, 2, 3, 2], output: [2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GlobalAveragePooling3D, example));

  test('takes the mean of each channel', () => {
    using x = tensor([1, 10, 3, 20], 'float32', [1, 2, 1, 1, 2]);
    using y = new GlobalAveragePooling3D().apply(x);
    expectClose(y, [[2, 15]]);
  });
});
