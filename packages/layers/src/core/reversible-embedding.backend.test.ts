import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { ReversibleEmbedding } from './reversible-embedding.ts';

await layerFixtureTests('keras/layers-core.json', { ReversibleEmbedding });

onEachBackend('ReversibleEmbedding', () => {
  test.each([
    {
      options: { inputDim: 5, outputDim: 3, maskZero: true },
      input: [2, 4],
      output: [2, 4, 3],
      integerInput: 5,
    },
    {
      options: { inputDim: 5, outputDim: 3 },
      input: [2, 4, 3],
      output: [2, 4, 5],
      call: { reverse: true },
    },
    {
      options: {
        inputDim: 5,
        outputDim: 3,
        tieWeights: false,
        logitSoftCap: 2,
        reverseDtype: 'float32',
      },
      input: [2, 3],
      output: [2, 5],
      call: { reverse: true },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(ReversibleEmbedding, example));

  test('goes back by scalar products with all vectors', () => {
    using layer = new ReversibleEmbedding({ inputDim: 3, outputDim: 2 });
    layer.buildFor([null, 1]);
    using table = tensor([
      [1, 0],
      [0, 1],
      [2, 2],
    ]);
    layer.weights[0]?.assign(table);
    using y = layer.apply([[3, 4]], { reverse: true });
    expectClose(y, [[3, 4, 14]]);
  });

  test('refuses to go back from vectors of another size', () => {
    using layer = new ReversibleEmbedding({ inputDim: 3, outputDim: 2 });
    expect(() => layer.apply([[1, 2, 3]], { reverse: true })).toThrow(
      'in reverse the last axis must have `outputDim` 2 elements, received 3',
    );
  });
});
