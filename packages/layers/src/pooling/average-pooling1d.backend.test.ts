import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AveragePooling1D } from './average-pooling1d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AveragePooling1D });

onEachBackend('AveragePooling1D', () => {
  test.each([
    { options: { poolSize: 2 }, input: [2, 6, 2], output: [2, 3, 2] },
    { options: { poolSize: 3, strides: 2, padding: 'same' }, input: [1, 6, 2], output: [1, 3, 2] },
    {
      options: { poolSize: 2, strides: 3, dataFormat: 'channels_first' },
      input: [1, 2, 7],
      output: [1, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AveragePooling1D, example));

  test('leaves what lies outside of the sequence out of the mean', () => {
    using x = tensor([1, 3, 8], 'float32', [1, 3, 1]);
    using y = new AveragePooling1D({ poolSize: 2, padding: 'same' }).apply(x);
    expectClose(y, [[[2], [8]]]);
  });
});
