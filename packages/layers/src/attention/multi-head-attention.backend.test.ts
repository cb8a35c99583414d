import { GlorotUniform, ndArray, Pass, serialize, tensor, tidy } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { MultiHeadAttention } from './multi-head-attention.ts';

await layerFixtureTests('keras/layers-attention.json', { MultiHeadAttention });

const small = { numHeads: 2, keyDim: 3 };
const sequences = [
  [2, 3, 4],
  [2, 5, 4],
];

onEachBackend('MultiHeadAttention', () => {
  test.each([
    { options: small, input: sequences, output: [2, 3, 4] },
    {
      options: {
        ...small,
        valueDim: 2,
        outputShape: 6,
        useBias: false,
        useGate: true,
        dropout: 0.5,
        seed: 1,
      },
      input: [
        [2, 3, 4],
        [2, 5, 3],
        [2, 5, 2],
      ],
      output: [
        [2, 3, 6],
        [2, 2, 3, 5],
      ],
      call: { returnAttentionScores: true },
    },
    {
      options: { ...small, slidingWindow: 2, flashAttention: false },
      input: [
        [2, 3, 4],
        [2, 3, 4],
      ],
      output: [2, 3, 4],
      call: {
        useCausalMask: true,
        valueMask: ndArray([
          [true, true, false],
          [true, true, true],
        ]),
        attentionMask: ndArray([
          [
            [true, true, true],
            [true, false, true],
            [true, true, true],
          ],
        ]),
        mask: [
          ndArray([
            [true, true, true],
            [true, true, false],
          ]),
          undefined,
        ],
      },
    },
    {
      options: { ...small, attentionAxes: [1, 2] },
      input: [
        [1, 2, 3, 4],
        [1, 3, 2, 4],
      ],
      output: [
        [1, 2, 3, 4],
        [1, 2, 2, 3, 3, 2],
      ],
      call: { returnAttentionScores: true },
    },
  ])('obeys the layer laws: $options', (example) =>
    checkLayer(MultiHeadAttention, {
      ...example,
      refuses: { numHeads: [0, 1.5], keyDim: [0], slidingWindow: [0], flashAttention: [true] },
    }),
  );

  test('attends evenly where all keys are equal', () => {
    using layer = new MultiHeadAttention({
      numHeads: 1,
      keyDim: 1,
      kernelInitializer: 'ones',
      useBias: false,
    });
    using query = tensor([[[2]]]);
    using value = tensor([[[1], [5]]]);
    using key = tensor([[[3], [3]]]);
    using y = layer.apply([query, value, key]);
    expectClose(y, [[[3]]]);
  });

  test('hides the future and what masks hide', () => {
    tidy(() => {
      const layer = new MultiHeadAttention({ numHeads: 1, keyDim: 1, kernelInitializer: 'zeros' });
      const x = tensor([[[1], [2], [3]]]);
      const scores = (call: object): unknown =>
        layer.apply([x, x], { ...call, returnAttentionScores: true })[1].arraySync();
      expect(scores({ useCausalMask: true })).toEqual([
        [
          [
            [1, 0, 0],
            [0.5, 0.5, 0],
            [expect.closeTo(1 / 3), expect.closeTo(1 / 3), expect.closeTo(1 / 3)],
          ],
        ],
      ]);
      const valueMask = tensor([[true, false, true]]);
      expect(scores({ useCausalMask: true, valueMask })).toEqual([
        [
          [
            [1, 0, 0],
            [1, 0, 0],
            [0.5, 0, 0.5],
          ],
        ],
      ]);
    });
  });

  test('takes masks as nested lists', () => {
    tidy(() => {
      const layer = new MultiHeadAttention({ numHeads: 1, keyDim: 1, kernelInitializer: 'zeros' });
      const call = { returnAttentionScores: true } as const;
      const x = [[[1], [2]]];
      const half = layer.apply([x, x], {
        ...call,
        attentionMask: [
          [
            [1, 0],
            [1, 1],
          ],
        ],
      });
      expect(half[1].arraySync()).toEqual([
        [
          [
            [1, 0],
            [0.5, 0.5],
          ],
        ],
      ]);
      const last = layer.apply([x, x], { ...call, valueMask: [[false, true]] });
      expect(last[1].arraySync()).toEqual([
        [
          [
            [0, 1],
            [0, 1],
          ],
        ],
      ]);
      const own = layer.apply([x, x], { ...call, mask: [null, [[true, false]]] });
      expect(own[1].arraySync()).toEqual([
        [
          [
            [1, 0],
            [1, 0],
          ],
        ],
      ]);
    });
  });

  test.each([
    [
      { attentionMask: [[[1, 0, 1]]] },
      '`attentionMask` must have the shape [1, 2, 2], or sizes of 1 in it, received [1, 1, 3]',
    ],
    [
      { valueMask: [[1, 0, 1]] },
      '`valueMask` must have the shape [1, 2], or sizes of 1 in it, received [1, 3]',
    ],
    [{ mask: [null, [[1, 0, 1]]] }, '`valueMask` must have the shape [1, 2]'],
    [{ attention_mask: [[[1, 0]]] }, 'did you mean `attentionMask`'],
    [{ useCausalMask: 1 }, '`useCausalMask` must be true or false'],
  ])('refuses a call with %j', (options, message) => {
    using layer = new MultiHeadAttention(small);
    const x = [[[1], [2]]];
    expect(() => layer.apply([x, x], options as object)).toThrow(message);
  });

  test('hands the mask of the query on', () => {
    tidy(() => {
      const layer = new MultiHeadAttention(small);
      const pass = new Pass();
      const x = tensor([[[1], [2]]], 'float32');
      const mask = tensor([[true, false]]);
      pass.setMask(x, mask);
      expect(pass.maskOf(layer.forward([x, x], pass))).toBe(mask);
    });
  });

  test('gives its projections different values, unless the initializer has a seed', () => {
    const kernels = (seed: number | null): string[] => {
      using layer = new MultiHeadAttention({
        ...small,
        kernelInitializer: new GlorotUniform({ seed }),
      });
      layer.buildFor([
        [null, 3, 4],
        [null, 3, 4],
      ]);
      const own = layer.weights.filter(({ path }) => /(query|key|value)\/kernel$/.test(path));
      return own.map(({ value }) => String(value.dataSync()));
    };
    expect(new Set(kernels(null)).size).toBe(3);
    expect(new Set(kernels(7)).size).toBe(1);
  });

  test('writes into files, once it is built, which axes attention is about', () => {
    using layer = new MultiHeadAttention(small);
    expect(serialize(layer).config).toMatchObject({ attention_axes: null, value_dim: 3 });
    layer.buildFor([
      [null, 3, 4],
      [null, 3, 4],
    ]);
    expect(serialize(layer).config).toMatchObject({ attention_axes: [1] });
    expect(serialize(layer).config).not.toHaveProperty('flash_attention');
  });

  test('names its weights as Keras', () => {
    using layer = new MultiHeadAttention({ ...small, useGate: true, name: 'mha' });
    layer.buildFor([
      [null, 3, 4],
      [null, 3, 4],
    ]);
    expect(layer.weights.map(({ path }) => path)).toEqual(
      ['query', 'key', 'gate', 'value', 'attention_output'].flatMap((name) => [
        `mha/${name}/kernel`,
        `mha/${name}/bias`,
      ]),
    );
  });
});
