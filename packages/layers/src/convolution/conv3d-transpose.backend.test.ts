import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { Conv3DTranspose } from './conv3d-transpose.ts';

await layerFixtureTests('keras/layers-conv.json', { Conv3DTranspose });

onEachBackend('Conv3DTranspose', () => {
  test.each([
    { options: { filters: 2, kernelSize: 2 }, input: [1, 2, 2, 1, 2], output: [1, 3, 3, 2, 2] },
    {
      options: { filters: 1, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' },
      input: [2, 2, 1, 2, 1],
      output: [2, 4, 2, 4, 1],
    },
    {
      options: { filters: 2, kernelSize: [3, 1, 2], dilationRate: [2, 1, 1], useBias: false },
      input: [1, 2, 2, 2, 1],
      output: [1, 6, 2, 3, 2],
    },
    {
      options: { filters: 3, kernelSize: [2, 1, 1], dataFormat: 'channels_first' },
      input: [1, 2, 2, 2, 1],
      output: [1, 3, 3, 2, 1],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv3DTranspose, example));

  test.each([
    [{}, [1, 12, 123, 230, 300]],
    [{ padding: 'same' }, [12, 123, 230]],
    [{ strides: [2, 1, 1] }, [1, 10, 102, 20, 203, 30, 300]],
    [{ strides: [2, 1, 1], outputPadding: [1, 0, 0] }, [1, 10, 102, 20, 203, 30, 300, 0]],
    [{ strides: [2, 1, 1], padding: 'same' }, [1, 10, 102, 20, 203, 30]],
    [{ strides: [2, 1, 1], padding: 'same', outputPadding: [0, 0, 0] }, [10, 102, 20, 203, 30]],
    [{ strides: [4, 1, 1] }, [1, 10, 100, 0, 2, 20, 200, 0, 3, 30, 300, 0]],
    [{ dilationRate: [2, 1, 1] }, [1, 2, 13, 20, 130, 200, 300]],
  ] as const)(
    'adds the kernel, times each slice, where its window lies: %o',
    (options, expected) => {
      using layer = new Conv3DTranspose({
        filters: 1,
        kernelSize: [3, 1, 1],
        useBias: false,
        ...options,
      });
      layer.buildFor([null, 3, 1, 1, 1]);
      layer.weights[0]?.assign(tensor([1, 10, 100], 'float32', [3, 1, 1, 1, 1]));
      using x = tensor([1, 2, 3], 'float32', [1, 3, 1, 1, 1]);
      using y = layer.apply(x);
      expectClose(y, [expected.map((value) => [[[value]]])]);
    },
  );
});
