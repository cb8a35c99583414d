import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv3D } from './conv3d.ts';

await layerFixtureTests('keras/layers-conv.json', { Conv3D });

onEachBackend('Conv3D', () => {
  test.each([
    { options: { filters: 2, kernelSize: 2 }, input: [1, 3, 3, 2, 2], output: [1, 2, 2, 1, 2] },
    {
      options: { filters: 2, kernelSize: [3, 2, 1], strides: 2, padding: 'same' },
      input: [2, 5, 4, 3, 1],
      output: [2, 3, 2, 2, 2],
    },
    {
      options: { filters: 1, kernelSize: 2, dilationRate: [2, 1, 2], activation: 'tanh' },
      input: [1, 4, 2, 3, 2],
      output: [1, 2, 1, 1, 1],
    },
    {
      options: { filters: 2, kernelSize: [2, 1, 1], groups: 2, useBias: false },
      input: [1, 2, 2, 2, 4],
      output: [1, 1, 2, 2, 2],
    },
    {
      options: { filters: 3, kernelSize: [1, 2, 2], dataFormat: 'channels_first' },
      input: [1, 2, 2, 3, 2],
      output: [1, 3, 2, 2, 1],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv3D, example));

  test.each([
    // 1 + 20 + 300, and so on.
    [{}, [321, 432, 543]],
    [{ padding: 'same' }, [210, 321, 432, 543, 54]],
    [{ strides: [2, 1, 1] }, [321, 543]],
    [{ strides: [3, 1, 1], padding: 'same' }, [321, 54]],
    [{ dilationRate: [2, 1, 1] }, [531]],
  ] as const)('adds up each window of slices times the kernel: %o', (options, expected) => {
    using layer = new Conv3D({ filters: 1, kernelSize: [3, 1, 1], useBias: false, ...options });
    layer.buildFor([null, 5, 1, 1, 1]);
    layer.weights[0]?.assign(tensor([1, 10, 100], 'float32', [3, 1, 1, 1, 1]));
    using x = tensor([1, 2, 3, 4, 5], 'float32', [1, 5, 1, 1, 1]);
    using y = layer.apply(x);
    expectClose(y, [expected.map((value) => [[[value]]])]);
  });

  test('refuses volumes smaller than its window, and inputs of another rank', () => {
    const layer = new Conv3D({ filters: 2, kernelSize: 3 });
    expect(() => layer.outputShape([null, 2, 3, 3, 1])).toThrow(
      'a window of 3 × 3 × 3 elements does not fit into depth, height and width',
    );
    expect(() => layer.outputShape([null, 3, 3, 1])).toThrow('Conv3D: the input must have rank 5');
  });
});
