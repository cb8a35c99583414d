import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AdaptiveAveragePooling2D } from './adaptive-average-pooling2d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AdaptiveAveragePooling2D });

onEachBackend('AdaptiveAveragePooling2D', () => {
  test.each([
    { options: { outputSize: [2, 3] }, input: [1, 5, 7, 1], output: [1, 2, 3, 1] },
    {
      options: { outputSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 4, 3],
      output: [1, 2, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AdaptiveAveragePooling2D, example));

  test('takes the mean of windows that overlap where they must', () => {
    using x = tensor([1, 2, 3, 9, 3, 0, 3], 'float32', [1, 7, 1, 1]);
    using y = new AdaptiveAveragePooling2D({ outputSize: [3, 1] }).apply(x);
    // places 0 to 2, 2 to 4, 4 to 6
    expectClose(y, [[[[2]], [[5]], [[2]]]]);
  });
});
