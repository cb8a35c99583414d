import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { ZeroPadding2D } from './zero-padding2d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { ZeroPadding2D });

onEachBackend('ZeroPadding2D', () => {
  test.each([
    { options: {}, input: [1, 2, 3, 2], output: [1, 4, 5, 2] },
    {
      options: { padding: [1, [0, 2]] },
      input: [1, 2, 2, 1],
      output: [1, 4, 4, 1],
      refuses: { padding: [-1, [1], [[-1, 0], 1]] },
    },
    {
      options: {
        padding: [
          [1, 0],
          [2, 1],
        ],
        dataFormat: 'channels_first',
      },
      input: [1, 2, 2, 2],
      output: [1, 2, 3, 5],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(ZeroPadding2D, example));

  test('adds rows and columns of zeros at the edges', () => {
    using x = tensor([1, 2], 'float32', [1, 1, 2, 1]);
    using y = new ZeroPadding2D({
      padding: [
        [1, 0],
        [0, 1],
      ],
    }).apply(x);
    expectClose(y, [
      [
        [[0], [0], [0]],
        [[1], [2], [0]],
      ],
    ]);
  });
});
