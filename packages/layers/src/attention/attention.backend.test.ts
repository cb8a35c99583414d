import { ndArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Attention } from './attention.ts';

await layerFixtureTests('keras/layers-attention.json', { Attention });

onEachBackend('Attention', () => {
  test.each([
    {
      options: { useScale: true },
      input: [
        [2, 3, 4],
        [2, 5, 4],
      ],
      output: [2, 3, 4],
    },
    {
      options: { scoreMode: 'concat', useScale: true, dropout: 0.5, seed: 3 },
      input: [
        [2, 3, 4],
        [2, 5, 6],
        [2, 5, 4],
      ],
      output: [
        [2, 3, 6],
        [2, 3, 5],
      ],
      call: { returnAttentionScores: true },
    },
    {
      options: {},
      input: [
        [1, 3, 2],
        [1, 3, 2],
      ],
      output: [1, 3, 2],
      call: {
        useCausalMask: true,
        mask: [ndArray([[true, true, false]]), ndArray([[true, false, true]])],
      },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(Attention, { ...example, refuses: { dropout: [-0.1, 1.5] } }),
  );

  test('gives means of values, weighted by the softmax of scalar products', () => {
    using layer = new Attention();
    using query = tensor([[[Math.log(3), 0]]]);
    using value = tensor([
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    // Scores log 3 and 0: shares 3/4 and 1/4.
    const [y, scores] = layer.apply([query, value], { returnAttentionScores: true });
    expectClose(scores, [[[0.75, 0.25]]]);
    expectClose(y, [[[0.75, 0.25]]]);
    for (const made of [y, scores]) made.dispose();
  });

  test('takes masks of one tensor in two roles apart', () => {
    using layer = new Attention();
    using x = tensor([0, 1, 0, 3], 'float32', [1, 2, 2]);
    using first = tensor([[true, false]]);
    using second = tensor([[false, true]]);
    // The only value is the second; the result of the second query is masked.
    using y = layer.apply([x, x], { mask: [first, second] });
    expectClose(y, [
      [
        [0, 3],
        [0, 0],
      ],
    ]);
  });

  test.each([
    [
      [[2, 3, 4]],
      'Attention: the input must be a list of query, value and perhaps key, received 1 tensors',
    ],
    [
      [
        [2, 3, 4],
        [2, 5, 3],
      ],
      'query and key must have as many features, received [2, 3, 4] and [2, 5, 3]',
    ],
    [
      [
        [2, 3, 4],
        [2, 5, 4],
        [2, 6, 4],
      ],
      'value and key must be equal but for their last axis',
    ],
  ])('refuses inputs of shapes %j', (shapes, message) => {
    expect(() => new Attention().outputShape(shapes)).toThrow(message);
  });
});
