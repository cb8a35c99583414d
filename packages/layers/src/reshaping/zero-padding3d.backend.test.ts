import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { ZeroPadding3D } from './zero-padding3d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { ZeroPadding3D });

onEachBackend('ZeroPadding3D', () => {
  test.each([
    { options: {}, input: [1, 2, 1, 2, 1], output: [1, 4, 3, 4, 1] },
    { options: { padding: [[0, 1], 1, [2, 0]] }, input: [1, 2, 2, 1, 2], output: [1, 3, 4, 3, 2] },
    {
      options: { padding: [0, 1, 0], dataFormat: 'channels_first' },
      input: [1, 2, 1, 2, 1],
      output: [1, 2, 1, 4, 1],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(ZeroPadding3D, example));

  test('adds slices of zeros at the faces', () => {
    using x = tensor([3], 'float32', [1, 1, 1, 1, 1]);
    using y = new ZeroPadding3D({ padding: [[1, 0], 0, [0, 1]] }).apply(x);
    expectClose(y, [[[[[0], [0]]], [[[3], [0]]]]]);
  });
});
