import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AveragePooling2D } from './average-pooling2d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AveragePooling2D });

onEachBackend('AveragePooling2D', () => {
  test.each([
    { options: { poolSize: 2 }, input: [1, 4, 5, 2], output: [1, 2, 2, 2] },
    {
      options: { poolSize: [3, 2], strides: [1, 2], padding: 'same' },
      input: [1, 3, 5, 1],
      output: [1, 3, 3, 1],
    },
    {
      options: { poolSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 4, 4],
      output: [1, 2, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AveragePooling2D, example));

  test('leaves what lies outside of the image out of the mean', () => {
    using x = tensor([1, 3, 8], 'float32', [1, 1, 3, 1]);
    using y = new AveragePooling2D({ poolSize: [1, 2], padding: 'same' }).apply(x);
    expectClose(y, [[[[2], [8]]]]);
  });
});
