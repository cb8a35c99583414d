import { NdArray, StringArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { HashedCrossing } from './hashed-crossing.ts';

await layerFixtureTests('keras/layers-tabular.json', { HashedCrossing });

const letters = new StringArray(['A', 'B'], [2]);
const numbers = new NdArray(Int32Array.of(101, 102), [2]);

onEachBackend('HashedCrossing', () => {
  test.each([
    { options: { numBins: 5 }, input: [letters, numbers], output: [2] },
    {
      options: { numBins: 5, outputMode: 'one_hot' },
      input: [letters.reshape([2, 1]), numbers.reshape([2, 1]), letters.reshape([2, 1])],
      output: [2, 5],
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(HashedCrossing, { ...example, refuses: { numBins: [0], sparse: [true] } }),
  );

  test('puts combinations into the bins of Keras', () => {
    using layer = new HashedCrossing({ numBins: 100 });
    using x = tensor(letters);
    using n = tensor(numbers);
    using mixed = layer.apply([x, n]);
    expectClose(mixed, [91, 76]);
    using texts = layer.apply([x, tensor(['x', 'y'])]);
    expectClose(texts, [10, 8]);
    using whole = layer.apply([tensor([1, -2]), tensor([3, 4])]);
    expectClose(whole, [51, 61]);
  });

  test('refuses what cannot be crossed', () => {
    using layer = new HashedCrossing({ numBins: 3 });
    using n = tensor(numbers);
    using half = tensor([0.5, 1]);
    expect(() => layer.apply([n])).toThrow('at least two tensors of one shape');
    expect(() =>
      layer.outputShape([
        [null, 1],
        [null, 2],
      ]),
    ).toThrow('received shapes [?, 1] and [?, 2]');
    expect(() => layer.apply([n, half])).toThrow('received element type float32');
  });
});
