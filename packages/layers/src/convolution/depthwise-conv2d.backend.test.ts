import { L1, Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { DepthwiseConv2D } from './depthwise-conv2d.ts';

await layerFixtureTests('keras/layers-conv.json', { DepthwiseConv2D });

onEachBackend('DepthwiseConv2D', () => {
  test.each([
    { options: { kernelSize: 2 }, input: [1, 4, 3, 2], output: [1, 3, 2, 2] },
    {
      options: { kernelSize: [3, 2], depthMultiplier: 2, padding: 'same', activation: 'tanh' },
      input: [2, 3, 4, 1],
      output: [2, 3, 4, 2],
    },
    {
      options: { kernelSize: 2, strides: 2, dilationRate: 2, padding: 'same', useBias: false },
      input: [1, 5, 4, 2],
      output: [1, 3, 2, 2],
    },
    {
      options: { kernelSize: 2, dilationRate: [1, 2], dataFormat: 'channels_first' },
      input: [1, 2, 3, 4],
      output: [1, 2, 2, 2],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(DepthwiseConv2D, example));

  test('puts the results of a channel side by side', () => {
    using layer = new DepthwiseConv2D({ kernelSize: 1, depthMultiplier: 2, useBias: false });
    layer.buildFor([null, 1, 1, 2]);
    layer.weights[0]?.assign(tensor([1, 2, 3, 4], 'float32', [1, 1, 2, 2]));
    using x = tensor([10, 100], 'float32', [1, 1, 1, 2]);
    using y = layer.apply(x);
    expectClose(y, [[[[10, 20, 300, 400]]]]);
  });

  test('penalizes its kernel and what it gives', () => {
    using layer = new DepthwiseConv2D({
      kernelSize: 1,
      depthwiseInitializer: 'ones',
      depthwiseRegularizer: new L1({ l1: 0.5 }),
      activityRegularizer: new L1({ l1: 0.1 }),
    });
    using x = tensor([2, -3], 'float32', [1, 1, 1, 2]);
    const pass = new Pass();
    layer.forward(x, pass).dispose();
    expectClose(pass.losses[0]!, 0.5);
    const [kernel] = layer.weights;
    expectClose(kernel!.regularizer!.penalty(kernel!.value), 1);
  });

  test('refuses images smaller than its window', () => {
    const layer = new DepthwiseConv2D({ kernelSize: 3 });
    expect(() => layer.outputShape([null, 2, 3, 1])).toThrow(
      'DepthwiseConv2D: a window of 3 × 3 elements does not fit into height and width',
    );
  });
});
