import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { DepthwiseConv1D } from './depthwise-conv1d.ts';

await layerFixtureTests('keras/layers-conv.json', { DepthwiseConv1D });

onEachBackend('DepthwiseConv1D', () => {
  test.each([
    { options: { kernelSize: 3 }, input: [2, 5, 3], output: [2, 3, 3] },
    {
      options: { kernelSize: 2, depthMultiplier: 2, strides: 2, padding: 'same' },
      input: [1, 5, 2],
      output: [1, 3, 4],
    },
    {
      options: { kernelSize: 2, dilationRate: 2, activation: 'tanh', useBias: false },
      input: [1, 5, 2],
      output: [1, 3, 2],
    },
    {
      options: { kernelSize: 2, dataFormat: 'channels_first', depthwiseConstraint: 'max_norm' },
      input: [1, 2, 4],
      output: [1, 2, 3],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(DepthwiseConv1D, example));

  test('filters each channel by itself', () => {
    using layer = new DepthwiseConv1D({ kernelSize: 2, useBias: false });
    layer.buildFor([null, 3, 2]);
    layer.weights[0]?.assign(tensor([1, 100, 10, 1000], 'float32', [2, 2, 1]));
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 3, 2]);
    using y = layer.apply(x);
    // 1 · 1 + 10 · 3 and 100 · 2 + 1000 · 4, then one on.
    expectClose(y, [
      [
        [31, 4200],
        [53, 6400],
      ],
    ]);
  });

  test('takes strides and dilation together, as Keras does', () => {
    using layer = new DepthwiseConv1D({
      kernelSize: 2,
      strides: 2,
      dilationRate: 2,
      useBias: false,
    });
    layer.buildFor([null, 6, 1]);
    layer.weights[0]?.assign(tensor([1, 10], 'float32', [2, 1, 1]));
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 6, 1]);
    using y = layer.apply(x);
    expectClose(y, [[[31], [53]]]);
  });

  test.each([
    [{ kernelSize: 2, depthMultiplier: 0 }, '`depthMultiplier` must be a whole number of at least'],
    [{ kernelSize: 2, padding: 'causal' }, "`padding` must be one of 'valid', 'same'"],
  ])('refuses %o', (options, message) => {
    expect(() => new DepthwiseConv1D(options as never)).toThrow(message);
  });
});
