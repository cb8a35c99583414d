import { Pass, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv2DTranspose } from './conv2d-transpose.ts';

await layerFixtureTests('keras/layers-conv.json', { Conv2DTranspose });

onEachBackend('Conv2DTranspose', () => {
  test.each([
    {
      options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same' },
      input: [1, 3, 2, 2],
      output: [1, 6, 4, 2],
    },
    {
      options: { filters: 2, kernelSize: [2, 3], strides: [1, 2], outputPadding: [0, 1] },
      input: [2, 2, 3, 1],
      output: [2, 3, 8, 2],
    },
    {
      options: { filters: 1, kernelSize: 2, dilationRate: [2, 1], activation: 'tanh' },
      input: [1, 3, 3, 2],
      output: [1, 5, 4, 1],
    },
    {
      options: { filters: 3, kernelSize: 2, dataFormat: 'channels_first', useBias: false },
      input: [1, 2, 2, 3],
      output: [1, 3, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv2DTranspose, example));

  test('adds the kernel, times each pixel, where its window lies', () => {
    using layer = new Conv2DTranspose({ filters: 1, kernelSize: 2, useBias: false });
    layer.buildFor([null, 2, 1, 1]);
    layer.weights[0]?.assign(tensor([1, 10, 100, 1000], 'float32', [2, 2, 1, 1]));
    using x = tensor([1, 2], 'float32', [1, 2, 1, 1]);
    using y = layer.apply(x);
    expectClose(y, [
      [
        [[1], [10]],
        [[102], [1020]],
        [[200], [2000]],
      ],
    ]);
  });

  test('adds its bias also where no window lies, and a penalty on what it gives', () => {
    using layer = new Conv2DTranspose({
      filters: 1,
      kernelSize: 1,
      strides: [1, 2],
      kernelInitializer: 'ones',
      biasInitializer: 'ones',
      activityRegularizer: 'l1',
    });
    using x = tensor([2, 3], 'float32', [1, 1, 2, 1]);
    const pass = new Pass();
    using y = layer.forward(x, pass);
    expectClose(y, [[[[3], [1], [4], [1]]]]);
    // Keras's 'l1' is 0.01 · Σ|y|.
    expectClose(pass.losses[0]!, 0.09);
  });

  test('refuses images of another rank', () => {
    const layer = new Conv2DTranspose({ filters: 1, kernelSize: 2 });
    expect(() => layer.outputShape([null, 2, 2])).toThrow('the input must have rank 4');
  });
});
