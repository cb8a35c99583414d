import { L2, ndArray, Pass, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { GroupQueryAttention } from './group-query-attention.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';

await layerFixtureTests('keras/layers-attention.json', { GroupQueryAttention });

const small = { headDim: 3, numQueryHeads: 4, numKeyValueHeads: 2 };

onEachBackend('GroupQueryAttention', () => {
  test.each([
    {
      options: small,
      input: [
        [2, 3, 4],
        [2, 5, 4],
      ],
      output: [2, 3, 4],
    },
    {
      options: { ...small, useGate: true, dropout: 0.5, useBias: false },
      input: [
        [2, 3, 4],
        [2, 3, 4],
        [2, 3, 2],
      ],
      output: [
        [2, 3, 4],
        [2, 4, 3, 3],
      ],
      call: {
        returnAttentionScores: true,
        useCausalMask: true,
        queryMask: ndArray([
          [true, true, true],
          [true, true, false],
        ]),
      },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(GroupQueryAttention, { ...example, refuses: { numQueryHeads: [3, 0] } }),
  );

  test('with a head of keys for each head of queries, is multi-head attention', () => {
    tidy(() => {
      const grouped = new GroupQueryAttention({
        headDim: 3,
        numQueryHeads: 2,
        numKeyValueHeads: 2,
      });
      const heads = new MultiHeadAttention({ numHeads: 2, keyDim: 3 });
      const x = tensor(
        [
          [
            [1, 2],
            [3, 5],
            [0, 1],
          ],
        ],
        'float32',
      );
      const y = heads.apply([x, x]);
      grouped.buildFor([
        [null, 3, 2],
        [null, 3, 2],
      ]);
      for (const [i, weight] of heads.weights.entries()) grouped.weights[i]?.assign(weight.value);
      expectClose(grouped.apply([x, x]), ndArray(y.arraySync()));
    });
  });

  test('lets neighboring heads of queries share keys and values', () => {
    tidy(() => {
      const layer = new GroupQueryAttention({
        headDim: 1,
        numQueryHeads: 4,
        numKeyValueHeads: 2,
        useBias: false,
      });
      layer.buildFor([
        [null, 1, 1],
        [null, 1, 1],
      ]);
      const [query, key, value, output] = layer.weights;
      query?.assign(tensor([[[1], [1], [1], [1]]], 'float32'));
      key?.assign(tensor([[[1], [1]]], 'float32'));
      value?.assign(tensor([[[10], [100]]], 'float32'));
      output?.assign(tensor([[[1]], [[2]], [[3]], [[4]]], 'float32'));
      // One time step: each head gives its value. (1 + 2) · 10 + (3 + 4) · 100
      expectClose(layer.apply([ndArray([[[1]]]), ndArray([[[1]]])]), [[[730]]]);
    });
  });

  test('puts its penalty on projections and result, as Keras', () => {
    tidy(() => {
      const layer = new GroupQueryAttention({ ...small, activityRegularizer: new L2({ l2: 1 }) });
      const pass = new Pass();
      const x = tensor([[[1, 2]]], 'float32');
      layer.forward([x, x], pass);
      expect(pass.losses.length).toBe(5);
    });
  });
});
