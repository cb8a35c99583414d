import { Pass, tensor, zeros } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv1D } from './conv1d.ts';

await layerFixtureTests('keras/layers-conv.json', { Conv1D });

onEachBackend('Conv1D', () => {
  test.each([
    { options: { filters: 2, kernelSize: 3 }, input: [2, 5, 3], output: [2, 3, 2] },
    {
      options: { filters: 3, kernelSize: [4], strides: 2, padding: 'same', activation: 'tanh' },
      input: [1, 7, 2],
      output: [1, 4, 3],
    },
    {
      options: { filters: 2, kernelSize: 2, padding: 'causal', dilationRate: 3, useBias: false },
      input: [2, 5, 2],
      output: [2, 5, 2],
    },
    {
      options: { filters: 2, kernelSize: 3, padding: 'causal', strides: 2 },
      input: [1, 6, 1],
      output: [1, 3, 2],
    },
    { options: { filters: 4, kernelSize: 2, groups: 2 }, input: [1, 4, 4], output: [1, 3, 4] },
    {
      options: { filters: 3, kernelSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 5],
      output: [1, 3, 4],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv1D, example));

  /** A layer of one filter with the given kernel, for sequences of one channel. */
  const withKernel = (kernel: number[], options: object): Conv1D => {
    const layer = new Conv1D({ filters: 1, kernelSize: kernel.length, useBias: false, ...options });
    layer.buildFor([null, 9, 1]);
    layer.weights[0]?.assign(tensor(kernel, 'float32', [kernel.length, 1, 1]));
    return layer;
  };

  test.each([
    // 1 + 20 + 300, and so on.
    [{}, [321, 432, 543]],
    // The first window begins one element before the sequence.
    [{ padding: 'same' }, [210, 321, 432, 543, 54]],
    // What comes later is never seen: 100 · 1, then 10 · 1 + 100 · 2.
    [{ padding: 'causal' }, [100, 210, 321, 432, 543]],
    // 1 + 10 · 3 + 100 · 5.
    [{ dilationRate: 2 }, [531]],
    [{ dilationRate: 2, padding: 'causal' }, [100, 200, 310, 420, 531]],
    [{ strides: 2, padding: 'causal' }, [100, 321, 543]],
  ])('adds up each window times the kernel: %o', (options, expected) => {
    using layer = withKernel([1, 10, 100], options);
    using x = tensor([1, 2, 3, 4, 5], 'float32', [1, 5, 1]);
    using y = layer.apply(x);
    expectClose(y, [expected.map((value) => [value])]);
  });

  test('gives each channel filters of its own where there are as many groups', () => {
    using layer = new Conv1D({ filters: 4, kernelSize: 1, groups: 2, useBias: false });
    layer.buildFor([null, 2, 2]);
    layer.weights[0]?.assign(tensor([1, 2, 3, 4], 'float32', [1, 1, 4]));
    using x = tensor([1, 10, 2, 20], 'float32', [1, 2, 2]);
    using y = layer.apply(x);
    expectClose(y, [
      [
        [1, 2, 30, 40],
        [2, 4, 60, 80],
      ],
    ]);
  });

  test('ends a mask, as in Keras, also where the sequence keeps its length', () => {
    using layer = new Conv1D({ filters: 1, kernelSize: 3, padding: 'causal' });
    using x = zeros([1, 4, 2]);
    using mask = tensor([[true, true, false, false]]);
    const pass = new Pass();
    pass.setMask(x, mask);
    const y = layer.forward(x, pass);
    expect(pass.maskOf(y)).toBeUndefined();
    y.dispose();
  });

  test.each([
    [{ filters: 2, kernelSize: [2, 2] }, '`kernelSize` must be a whole number of at least 1'],
    [{ filters: 2, kernelSize: 2, padding: 'full' }, "must be one of 'valid', 'same', 'causal'"],
    [{ filters: 0, kernelSize: 2 }, '`filters` must be a whole number of at least 1, received 0'],
  ])('refuses %o', (options, message) => {
    expect(() => new Conv1D(options as never)).toThrow(message);
  });

  test('refuses sequences shorter than its window', () => {
    const layer = new Conv1D({ filters: 2, kernelSize: 3, dilationRate: 2 });
    expect(() => layer.outputShape([null, 4, 1])).toThrow(
      'Conv1D: a window of 5 elements does not fit into the length of the input',
    );
  });
});
