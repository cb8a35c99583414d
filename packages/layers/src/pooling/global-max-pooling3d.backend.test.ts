import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { GlobalMaxPooling3D } from './global-max-pooling3d.ts';

await layerFixtureTests('keras/layers-pooling.json', { GlobalMaxPooling3D });

onEachBackend('GlobalMaxPooling3D', () => {
  test.each([
    { options: {}, input: [2, 2, 3, 2, 3], output: [2, 3] },
    { options: { keepdims: true }, input: [2, 2, 3, 2, 3], output: [2, 1, 1, 1, 3] },
    { options: { dataFormat: 'channels_first' }, input: [2, 3, 2, 3, 2], output: [2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GlobalMaxPooling3D, example));

  test('takes the largest element of each channel', () => {
    using x = tensor([1, 10, 3, -20, 2, 0], 'float32', [1, 1, 3, 1, 2]);
    using y = new GlobalMaxPooling3D().apply(x);
    expectClose(y, [[3, 10]]);
  });
});
