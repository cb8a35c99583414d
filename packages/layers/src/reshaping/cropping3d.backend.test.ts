import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Cropping3D } from './cropping3d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Cropping3D });

onEachBackend('Cropping3D', () => {
  test.each([
    { options: {}, input: [1, 3, 4, 3, 2], output: [1, 1, 2, 1, 2] },
    {
      options: { cropping: [[0, 1], 1, [0, 0]] },
      input: [1, 3, 3, 2, 1],
      output: [1, 2, 1, 2, 1],
      refuses: { cropping: [[1, 1]] },
    },
    { options: { dataFormat: 'channels_first' }, input: [1, 2, 3, 3, 4], output: [1, 2, 1, 1, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Cropping3D, example));

  test('takes slices from the faces', () => {
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 3, 1, 2, 1]);
    using y = new Cropping3D({ cropping: [1, 0, [1, 0]] }).apply(x);
    expectClose(y, [[[[[4]]]]]);
  });
});
