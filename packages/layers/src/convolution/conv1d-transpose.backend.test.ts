import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv1DTranspose } from './conv1d-transpose.ts';

await layerFixtureTests('keras/layers-conv.json', { Conv1DTranspose });

onEachBackend('Conv1DTranspose', () => {
  test.each([
    { options: { filters: 2, kernelSize: 3 }, input: [2, 3, 3], output: [2, 5, 2] },
    {
      options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' },
      input: [1, 4, 2],
      output: [1, 8, 2],
    },
    {
      options: { filters: 1, kernelSize: 2, strides: 3, outputPadding: 2, useBias: false },
      input: [1, 3, 2],
      output: [1, 10, 1],
    },
    {
      options: { filters: 2, kernelSize: 2, dilationRate: 3, padding: 'same' },
      input: [1, 5, 1],
      output: [1, 5, 2],
    },
    {
      options: { filters: 3, kernelSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 3],
      output: [1, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv1DTranspose, example));

  test.each([
    [{}, [1, 12, 123, 230, 300]],
    // The ends of what the windows reach are cut off, half on each side.
    [{ padding: 'same' }, [12, 123, 230]],
    [{ strides: 2 }, [1, 10, 102, 20, 203, 30, 300]],
    [{ strides: 2, outputPadding: 1 }, [1, 10, 102, 20, 203, 30, 300, 0]],
    // Six of the seven: the one left over is cut off at the end.
    [{ strides: 2, padding: 'same' }, [1, 10, 102, 20, 203, 30]],
    [{ strides: 2, padding: 'same', outputPadding: 0 }, [10, 102, 20, 203, 30]],
    [{ strides: 4 }, [1, 10, 100, 0, 2, 20, 200, 0, 3, 30, 300, 0]],
    [{ dilationRate: 2 }, [1, 2, 13, 20, 130, 200, 300]],
  ] as const)(
    'adds the kernel, times each element, where its window lies: %o',
    (options, expected) => {
      using layer = new Conv1DTranspose({ filters: 1, kernelSize: 3, useBias: false, ...options });
      layer.buildFor([null, 3, 1]);
      layer.weights[0]?.assign(tensor([1, 10, 100], 'float32', [3, 1, 1]));
      using x = tensor([1, 2, 3], 'float32', [1, 3, 1]);
      using y = layer.apply(x);
      expect(layer.outputShape([1, 3, 1])).toEqual(y.shape);
      expectClose(y, [expected.map((value) => [value])]);
    },
  );

  test.each([
    [
      { filters: 2, kernelSize: 2, strides: 2, outputPadding: 2 },
      '`outputPadding` must be less than `strides` along each axis, received [2] with strides of [2]',
    ],
    [{ filters: 2, kernelSize: 2, outputPadding: -1 }, 'a whole number of at least 0'],
    [{ filters: 2, kernelSize: 2, strides: 2, dilationRate: 2 }, 'must not both be above 1'],
    [{ filters: 2, kernelSize: 2, padding: 'causal' }, "`padding` must be one of 'valid', 'same'"],
  ])('refuses %o', (options, message) => {
    expect(() => new Conv1DTranspose(options as never)).toThrow(message);
  });

  test('refuses inputs of which nothing would be left', () => {
    const layer = new Conv1DTranspose({
      filters: 1,
      kernelSize: 2,
      padding: 'same',
      outputPadding: 0,
    });
    expect(() => layer.outputShape([null, 1, 1])).toThrow('nothing is left of the input');
  });
});
