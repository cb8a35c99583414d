import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AdaptiveMaxPooling1D } from './adaptive-max-pooling1d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AdaptiveMaxPooling1D });

onEachBackend('AdaptiveMaxPooling1D', () => {
  test.each([
    { options: { outputSize: 3 }, input: [2, 7, 2], output: [2, 3, 2] },
    { options: { outputSize: [2] }, input: [1, 6, 1], output: [1, 2, 1] },
    {
      options: { outputSize: 5, dataFormat: 'channels_first' },
      input: [1, 2, 3],
      output: [1, 2, 5],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AdaptiveMaxPooling1D, example));

  test('takes the largest element of windows that overlap where they must', () => {
    using x = tensor([1, 2, 3, 9, 3, 0, 3], 'float32', [1, 7, 1]);
    using y = new AdaptiveMaxPooling1D({ outputSize: 3 }).apply(x);
    // places 0 to 2, 2 to 4, 4 to 6
    expectClose(y, [[[3], [9], [3]]]);
  });
});
