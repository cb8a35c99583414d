import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AveragePooling3D } from './average-pooling3d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AveragePooling3D });

onEachBackend('AveragePooling3D', () => {
  test.each([
    { options: { poolSize: 2 }, input: [1, 4, 5, 2, 2], output: [1, 2, 2, 1, 2] },
    {
      options: { poolSize: [1, 2, 3], strides: [1, 1, 2], padding: 'same' },
      input: [1, 2, 3, 5, 1],
      output: [1, 2, 3, 3, 1],
    },
    {
      options: { poolSize: 2, strides: 1, dataFormat: 'channels_first' },
      input: [1, 2, 3, 2, 3],
      output: [1, 2, 2, 1, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AveragePooling3D, example));

  test('leaves what lies outside of the volume out of the mean', () => {
    using x = tensor([1, 3, 8, 4, 6, 2], 'float32', [1, 2, 1, 3, 1]);
    using y = new AveragePooling3D({ poolSize: 2, padding: 'same' }).apply(x);
    expectClose(y, [[[[[3.5], [5]]]]]);
  });
});
