import { L2, Pass, sum, tensor, valueAndGradients } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Embedding } from './embedding.ts';

await layerFixtureTests('keras/layers-core.json', { Embedding }, { known: { L2 } });

onEachBackend('Embedding', () => {
  test('starts with vectors that were learnt elsewhere', () => {
    using layer = new Embedding({
      inputDim: 2,
      outputDim: 2,
      weights: [
        [1, 2],
        [3, 4],
      ],
    });
    using y = layer.apply([[1, 0]]);
    expectClose(y, [
      [
        [3, 4],
        [1, 2],
      ],
    ]);
    expect(layer.config).not.toHaveProperty('weights');
    const wrong = new Embedding({ inputDim: 2, outputDim: 2, weights: [[1, 2]] });
    expect(() => wrong.buildFor([null, 1])).toThrow('the weight has shape [2, 2], received [1, 2]');
  });

  test.each([
    { options: { inputDim: 7, outputDim: 3 }, input: [2, 4], output: [2, 4, 3], integerInput: 7 },
    {
      options: { inputDim: 5, outputDim: 2, maskZero: true },
      input: [3],
      output: [3, 2],
      integerInput: 5,
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(Embedding, example));

  test('keeps the size of the vocabulary in its config and takes no shape from it', () => {
    const layer = new Embedding({ inputDim: 10, outputDim: 2 });
    expect(layer.config).toMatchObject({ inputDim: 10, outputDim: 2 });
    expect(layer.config.inputShape).toBeUndefined();
  });

  test('adds up the gradients of an index that comes twice', () => {
    using layer = new Embedding({ inputDim: 3, outputDim: 2 });
    layer.buildFor([null, 3]);
    const x = tensor([[2, 0, 2]], 'int32');
    const kernel = layer.weights.map((weight) => weight.value);
    const { gradients } = valueAndGradients(() => sum(layer.forward(x, new Pass())), kernel);
    expectClose(gradients[0]!, [
      [1, 1],
      [0, 0],
      [2, 2],
    ]);
  });

  test('masks the index 0 when asked to', () => {
    using layer = new Embedding({ inputDim: 3, outputDim: 1, maskZero: true });
    const pass = new Pass();
    const y = layer.forward(tensor([[1, 0]], 'int32'), pass);
    expect([...(pass.maskOf(y)?.dataSync() ?? [])]).toEqual([1, 0]);
  });

  test('requires both sizes', () => {
    expect(() => new Embedding({ outputDim: 2 } as never)).toThrow('`inputDim` must be');
    expect(() => new Embedding({ inputDim: 2 } as never)).toThrow('`outputDim` is required');
  });
});
