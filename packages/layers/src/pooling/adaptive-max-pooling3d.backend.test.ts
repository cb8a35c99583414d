import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AdaptiveMaxPooling3D } from './adaptive-max-pooling3d.ts';

await layerFixtureTests('keras/layers-pooling.json', { AdaptiveMaxPooling3D });

onEachBackend('AdaptiveMaxPooling3D', () => {
  test.each([
    { options: { outputSize: [1, 2, 3] }, input: [1, 2, 4, 5, 1], output: [1, 1, 2, 3, 1] },
    {
      options: { outputSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 3, 2, 2],
      output: [1, 2, 2, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AdaptiveMaxPooling3D, example));

  test('takes the largest element of windows that overlap where they must', () => {
    using x = tensor([1, 2, 3, 9, 3, 0, 3], 'float32', [1, 1, 7, 1, 1]);
    using y = new AdaptiveMaxPooling3D({ outputSize: [1, 3, 1] }).apply(x);
    // places 0 to 2, 2 to 4, 4 to 6
    expectClose(y, [[[[[3]], [[9]], [[3]]]]]);
  });
});
