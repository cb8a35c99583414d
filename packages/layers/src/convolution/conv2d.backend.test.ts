import { L2, tensor, transpose } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Conv2D } from './conv2d.ts';

await layerFixtureTests(
  'keras/layers-conv.json',
  { Conv2D },
  {
    known: { L2 },
    skip: {
      'Conv2D-10':
        "Keras's mistake: with channels_first and as many filters as columns it adds the bias along the columns",
    },
  },
);

onEachBackend('Conv2D', () => {
  test.each([
    { options: { filters: 2, kernelSize: 3 }, input: [1, 4, 4, 2], output: [1, 2, 2, 2] },
    {
      options: { filters: 2, kernelSize: [2, 3], strides: 2, padding: 'same', activation: 'tanh' },
      input: [1, 5, 4, 1],
      output: [1, 3, 2, 2],
    },
    {
      options: { filters: 2, kernelSize: 2, dilationRate: [2, 3], useBias: false },
      input: [1, 4, 5, 1],
      output: [1, 2, 2, 2],
    },
    {
      options: { filters: 4, kernelSize: 2, groups: 2 },
      input: [1, 3, 3, 4],
      output: [1, 2, 2, 4],
    },
    {
      options: { filters: 4, kernelSize: [2, 1], groups: 2, padding: 'same' },
      input: [1, 3, 2, 2],
      output: [1, 3, 2, 4],
    },
    {
      options: { filters: 1, kernelSize: [3, 2], dilationRate: [2, 1], padding: 'same' },
      input: [1, 5, 3, 1],
      output: [1, 5, 3, 1],
    },
    {
      options: { filters: 3, kernelSize: 2, dataFormat: 'channels_first' },
      input: [1, 2, 3, 4],
      output: [1, 3, 2, 3],
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Conv2D, example));

  test('adds up each window times the kernel', () => {
    using layer = new Conv2D({ filters: 1, kernelSize: 2, useBias: false });
    layer.buildFor([null, 2, 3, 1]);
    layer.weights[0]?.assign(tensor([1, 10, 100, 1000], 'float32', [2, 2, 1, 1]));
    using x = tensor([1, 2, 3, 4, 5, 6], 'float32', [1, 2, 3, 1]);
    using y = layer.apply(x);
    // 1 + 20 + 400 + 5000 and 2 + 30 + 500 + 6000
    expectClose(y, [[[[5421], [6532]]]]);
  });

  test('leaves gaps in its windows with a dilation', () => {
    using layer = new Conv2D({
      filters: 1,
      kernelSize: [1, 2],
      dilationRate: [1, 2],
      useBias: false,
    });
    layer.buildFor([null, 1, 4, 1]);
    layer.weights[0]?.assign(tensor([1, 10], 'float32', [1, 2, 1, 1]));
    using x = tensor([1, 2, 3, 4], 'float32', [1, 1, 4, 1]);
    using y = layer.apply(x);
    // 1 + 30 and 2 + 40
    expectClose(y, [[[[31], [42]]]]);
  });

  test('computes the same with channels first as with channels last', () => {
    const options = {
      filters: 2,
      kernelSize: 3,
      padding: 'same',
      strides: 2,
      biasInitializer: 'ones',
    } as const;
    using last = new Conv2D(options);
    using first = new Conv2D({ ...options, dataFormat: 'channels_first' });
    using x = tensor(
      Array.from({ length: 40 }, (_, i) => Math.sin(i)),
      'float32',
      [1, 5, 4, 2],
    );
    using moved = transpose(x, [0, 3, 1, 2]);
    using y = last.apply(x);
    first.buildFor(moved.shape);
    first.weights[0]?.assign(last.weights[0]!.value);
    using z = first.apply(moved);
    using back = transpose(z, [0, 2, 3, 1]);
    expectClose(back, y.arraySync() as number[][][][]);
  });

  test.each([
    [{ filters: 2, kernelSize: 2, padding: 'causal' }, "`padding` must be one of 'valid', 'same'"],
    [{ filters: 3, kernelSize: 2, groups: 2 }, 'pass for example { filters: 4, groups: 2 }'],
    [{ filters: 2, kernelSize: 2, strides: 2, dilationRate: 2 }, 'must not both be above 1'],
    [{ filters: 2, kernelSize: [3, 0] }, '`kernelSize` must be a whole number of at least 1'],
  ])('refuses %o', (options, message) => {
    expect(() => new Conv2D(options as never)).toThrow(message);
  });

  test('refuses images smaller than its window', () => {
    const layer = new Conv2D({ filters: 2, kernelSize: 3 });
    expect(() => layer.outputShape([null, 2, 2, 1])).toThrow(
      'a window of 3 × 3 elements does not fit',
    );
  });
});
