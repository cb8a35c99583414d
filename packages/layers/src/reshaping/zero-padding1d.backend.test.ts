import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { ZeroPadding1D } from './zero-padding1d.ts';

await layerFixtureTests('keras/layers-reshaping.json', { ZeroPadding1D });

onEachBackend('ZeroPadding1D', () => {
  test.each([
    { options: {}, input: [2, 3, 2], output: [2, 5, 2] },
    {
      options: { padding: [0, 2], dataFormat: 'channels_first' },
      input: [2, 3, 2],
      output: [2, 3, 4],
      refuses: { padding: [-1, [1]] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(ZeroPadding1D, example));

  test('adds zeros at both ends', () => {
    using y = new ZeroPadding1D({ padding: [1, 2] }).apply([[[5]]]);
    expectClose(y, [[[0], [5], [0], [0]]]);
  });

  test('keeps whole numbers', () => {
    using x = tensor([[[7]]], 'int32');
    using y = new ZeroPadding1D().apply(x);
    expect(y.dtype).toBe('int32');
    expect(y.arraySync()).toEqual([[[0], [7], [0]]]);
  });
});
