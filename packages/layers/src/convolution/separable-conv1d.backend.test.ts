import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { SeparableConv1D } from './separable-conv1d.ts';

await layerFixtureTests('keras/layers-conv.json', { SeparableConv1D });

onEachBackend('SeparableConv1D', () => {
  test.each([
    { options: { filters: 2, kernelSize: 3 }, input: [2, 4, 3], output: [2, 2, 2] },
    {
      options: { filters: 3, kernelSize: 2, depthMultiplier: 2, strides: 2, padding: 'same' },
      input: [1, 5, 2],
      output: [1, 3, 3],
    },
    {
      options: { filters: 2, kernelSize: 2, dilationRate: 2, activation: 'tanh', useBias: false },
      input: [1, 5, 2],
      output: [1, 3, 2],
    },
    {
      options: { filters: 3, kernelSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 4],
      output: [1, 3, 3],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(SeparableConv1D, example));

  test('filters each channel, then mixes them', () => {
    using layer = new SeparableConv1D({ filters: 1, kernelSize: 2, useBias: false });
    layer.buildFor([null, 2, 2]);
    layer.weights[0]?.assign(tensor([1, 100, 10, 1000], 'float32', [2, 2, 1]));
    layer.weights[1]?.assign(tensor([2, 3], 'float32', [1, 2, 1]));
    using x = tensor([1, 2, 3, 4], 'float32', [1, 2, 2]);
    using y = layer.apply(x);
    // 2 · (1 + 30) + 3 · (200 + 4000)
    expectClose(y, [[[12662]]]);
  });

  test.each([
    [{ kernelSize: 2 }, '`filters` is required'],
    [{ filters: 2, kernelSize: 2, padding: 'causal' }, "`padding` must be one of 'valid', 'same'"],
    [{ filters: 2, kernelSize: 2, pointwiseInitializer: 'hot' }, 'unknown initializer `hot`'],
  ])('refuses %o', (options, message) => {
    expect(() => new SeparableConv1D(options as never)).toThrow(message);
  });
});
