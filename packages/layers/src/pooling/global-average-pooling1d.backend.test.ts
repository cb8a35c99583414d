import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { GlobalAveragePooling1D } from './global-average-pooling1d.ts';

await layerFixtureTests('keras/layers-pooling.json', { GlobalAveragePooling1D });

onEachBackend('GlobalAveragePooling1D', () => {
  test.each([
    { options: {}, input: [2, 2, 3], output: [2, 3] },
    { options: { keepdims: true }, input: [2, 2, 3], output: [2, 1, 3] },
    { options: { dataFormat: 'channels_first' }, input: [2, 3, 2], output: [2, 3] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GlobalAveragePooling1D, example));

  test('takes the mean of each channel', () => {
    using x = tensor([1, 10, 3, 20], 'float32', [1, 2, 2]);
    using y = new GlobalAveragePooling1D().apply(x);
    expectClose(y, [[2, 15]]);
  });

  test.each([
    { dataFormat: 'channels_last', shape: [1, 3, 1] },
    { dataFormat: 'channels_first', shape: [1, 1, 3] },
  ] as const)('leaves masked time steps out: $dataFormat', ({ dataFormat, shape }) => {
    using x = tensor([1, 5, 100], 'float32', shape);
    using mask = tensor([[true, true, false]]);
    using y = new GlobalAveragePooling1D({ dataFormat }).apply(x, { mask });
    expectClose(y, [[3]]);
  });
});
