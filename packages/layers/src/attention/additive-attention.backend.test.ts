import { ndArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { test } from 'vitest';
import { AdditiveAttention } from './additive-attention.ts';

await layerFixtureTests('keras/layers-attention.json', { AdditiveAttention });

onEachBackend('AdditiveAttention', () => {
  test.each([
    {
      options: {},
      input: [
        [2, 3, 4],
        [2, 5, 4],
      ],
      output: [2, 3, 4],
    },
    {
      options: { useScale: false, dropout: 0.25 },
      input: [
        [2, 3, 4],
        [2, 5, 6],
        [2, 5, 4],
      ],
      output: [
        [2, 3, 6],
        [2, 3, 5],
      ],
      call: {
        returnAttentionScores: true,
        mask: [
          undefined,
          ndArray([
            [true, true, true, false, true],
            [false, true, true, true, true],
          ]),
          undefined,
        ],
      },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(AdditiveAttention, example));

  test('scores by the sum of tanh(query + key)', () => {
    using layer = new AdditiveAttention({ useScale: false });
    using query = tensor([[[1]]]);
    using value = tensor([[[-1], [9]]]);
    // tanh 0 = 0 and tanh 10 ≈ 1: shares 1 / (1 + e) and e / (1 + e).
    const [y, scores] = layer.apply([query, value], { returnAttentionScores: true });
    const share = Math.E / (1 + Math.E);
    expectClose(scores, [[[1 - share, share]]]);
    expectClose(y, [[[10 * share - 1]]]);
    for (const made of [y, scores]) made.dispose();
  });
});
