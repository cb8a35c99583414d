import { tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Subtract } from './subtract.ts';

await layerFixtureTests('keras/layers-merging.json', { Subtract });

onEachBackend('Subtract', () => {
  test.each([
    {
      input: [
        [2, 3],
        [2, 3],
      ],
      output: [2, 3],
    },
    {
      input: [
        [2, 4],
        [2, 3, 4],
      ],
      output: [2, 3, 4],
    },
  ])('obeys the layer laws: $input', (example) =>
    checkLayer(Subtract, { options: {}, ...example }),
  );

  test('subtracts the second tensor', () => {
    using layer = new Subtract();
    using y = layer.apply([tensor([[5, 2]]), tensor([[3, 4]])]);
    expectClose(y, [[2, -2]]);
  });

  test('refuses more than two tensors', () => {
    expect(() => new Subtract().outputShape([[1], [1], [1]])).toThrow(
      'Subtract: the input must be a list of exactly 2 tensors, received 3 of them',
    );
  });
});
