import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Cropping2D } from './cropping2d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { Cropping2D });

onEachBackend('Cropping2D', () => {
  test.each([
    { options: {}, input: [1, 3, 4, 2], output: [1, 3, 4, 2] },
    {
      options: { cropping: [[0, 1], 1] },
      input: [1, 3, 4, 2],
      output: [1, 2, 2, 2],
      refuses: { cropping: [-1, [1], [[1, 2, 3], 1]] },
    },
    {
      options: { cropping: 1, dataFormat: 'channels_first' },
      input: [1, 2, 3, 4],
      output: [1, 2, 1, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Cropping2D, example));

  test('takes rows and columns from the edges', () => {
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 2, 3, 1]);
    using y = new Cropping2D({
      cropping: [
        [1, 0],
        [0, 1],
      ],
    }).apply(x);
    expectClose(y, [[[[4], [5]]]]);
  });
});
