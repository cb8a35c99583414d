import { L2, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { SeparableConv2D } from './separable-conv2d.ts';

await layerFixtureTests('keras/layers-conv.json', { SeparableConv2D });

onEachBackend('SeparableConv2D', () => {
  test.each([
    { options: { filters: 2, kernelSize: 2 }, input: [1, 3, 4, 2], output: [1, 2, 3, 2] },
    {
      options: {
        filters: 3,
        kernelSize: [2, 3],
        depthMultiplier: 2,
        padding: 'same',
        activation: 'tanh',
      },
      input: [1, 3, 3, 2],
      output: [1, 3, 3, 3],
    },
    {
      options: { filters: 1, kernelSize: 2, dilationRate: 2, strides: [1, 2], useBias: false },
      input: [1, 4, 5, 1],
      output: [1, 2, 2, 1],
    },
    {
      options: { filters: 3, kernelSize: 2, strides: 2, dataFormat: 'channels_first' },
      input: [1, 2, 4, 4],
      output: [1, 3, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(SeparableConv2D, example));

  test('filters each channel, then mixes them', () => {
    using layer = new SeparableConv2D({ filters: 2, kernelSize: [1, 2], biasInitializer: 'ones' });
    layer.buildFor([null, 1, 2, 1]);
    layer.weights[0]?.assign(tensor([1, 10], 'float32', [1, 2, 1, 1]));
    layer.weights[1]?.assign(tensor([2, 3], 'float32', [1, 1, 1, 2]));
    using x = tensor([4, 5], 'float32', [1, 1, 2, 1]);
    using y = layer.apply(x);
    // 4 + 50, times 2 and times 3, plus 1.
    expectClose(y, [[[[109, 163]]]]);
  });

  test('has regularizers of its own for both kernels', () => {
    using layer = new SeparableConv2D({
      filters: 1,
      kernelSize: 1,
      depthwiseRegularizer: new L2({ l2: 1 }),
      pointwiseRegularizer: new L2({ l2: 2 }),
    });
    layer.buildFor([null, 1, 1, 1]);
    expect(layer.weights.map(({ name, regularizer }) => [name, regularizer?.config])).toEqual([
      ['depthwise_kernel', { l2: 1 }],
      ['pointwise_kernel', { l2: 2 }],
      ['bias', undefined],
    ]);
  });
});
