import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { MaxPooling1D } from './max-pooling1d.ts';

await layerFixtureTests('keras/layers-pooling.json', { MaxPooling1D });

onEachBackend('MaxPooling1D', () => {
  test.each([
    { options: {}, input: [2, 6, 2], output: [2, 3, 2] },
    { options: { poolSize: 3, strides: 2, padding: 'same' }, input: [1, 6, 2], output: [1, 3, 2] },
    {
      options: { poolSize: 2, strides: 3, dataFormat: 'channels_first' },
      input: [1, 2, 7],
      output: [1, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(MaxPooling1D, example));

  test('takes the largest element of each window', () => {
    using x = tensor([1, 5, 2, 0, -3], 'float32', [1, 5, 1]);
    using y = new MaxPooling1D().apply(x);
    expectClose(y, [[[5], [2]]]);
  });
});
