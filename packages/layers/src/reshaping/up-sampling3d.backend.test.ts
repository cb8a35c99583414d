import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { UpSampling3D } from './up-sampling3d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { UpSampling3D });

onEachBackend('UpSampling3D', () => {
  test.each([
    { options: {}, input: [1, 2, 1, 2, 1], output: [1, 4, 2, 4, 1] },
    {
      options: { size: [1, 2, 3], dataFormat: 'channels_first' },
      input: [1, 2, 1, 2, 2],
      output: [1, 2, 1, 4, 6],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(UpSampling3D, example));

  test('repeats elements along each axis', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 1, 2, 1]);
    using y = new UpSampling3D({ size: [1, 1, 2] }).apply(x);
    expectClose(y, [[[[[1], [1], [2], [2]]]]]);
  });
});
