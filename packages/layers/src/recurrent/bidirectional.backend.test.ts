import { GlorotUniform, layerCatalog, NdArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Bidirectional } from './bidirectional.ts';
import { GRU } from './gru.ts';
import { GRUCell } from './gru-cell.ts';
import { LSTM } from './lstm.ts';
import { RNN } from './rnn.ts';
import { SimpleRNN } from './simple-rnn.ts';

await layerFixtureTests(
  'keras/layers-rnn.json',
  { Bidirectional },
  { known: { GRU, LSTM, SimpleRNN } },
);

const mask = new NdArray(Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 0), [2, 4], 'bool');

/** The running sum of a sequence of single numbers. */
const summing = {
  units: 1,
  activation: 'linear',
  kernelInitializer: 'ones',
  recurrentInitializer: 'ones',
} as const;

layerCatalog.register({ GRU, LSTM, SimpleRNN });

onEachBackend('Bidirectional', () => {
  test.each([
    {
      options: () => ({ layer: new LSTM({ units: 2, returnSequences: true }) }),
      input: [2, 3, 2],
      output: [2, 3, 4],
    },
    {
      options: () => ({
        layer: new GRU({ units: 2, returnState: true, dropout: 0.3 }),
        mergeMode: 'mul',
      }),
      input: [2, 4, 2],
      output: [
        [2, 2],
        [2, 2],
        [2, 2],
      ],
      call: { mask },
    },
    {
      options: () => ({
        layer: new SimpleRNN({ units: 2, returnSequences: true }),
        backwardLayer: new GRU({ units: 2, returnSequences: true, goBackwards: true }),
        mergeMode: null,
      }),
      input: [2, 4, 3],
      output: [
        [2, 4, 2],
        [2, 4, 2],
      ],
      call: { mask },
    },
  ])('obeys the layer laws: $output', (example) => checkLayer(Bidirectional, example));

  test.each([
    {
      mergeMode: 'concat',
      expected: [
        [
          [1, 7],
          [3, 6],
          [7, 4],
        ],
      ],
    },
    { mergeMode: 'sum', expected: [[[8], [9], [11]]] },
    { mergeMode: 'mul', expected: [[[7], [18], [28]]] },
    { mergeMode: 'ave', expected: [[[4], [4.5], [5.5]]] },
  ] as const)(
    'merges what both directions give at one time: $mergeMode',
    ({ mergeMode, expected }) => {
      const layer = new SimpleRNN({ ...summing, returnSequences: true });
      using both = new Bidirectional({ layer, mergeMode });
      expectClose(both.apply([[[1], [2], [4]]]), expected);
    },
  );

  test('masked steps give 0 in both directions', () => {
    using layer = new Bidirectional({
      layer: new SimpleRNN({ ...summing, returnSequences: true }),
    });
    const options = { mask: tensor([1, 0, 1, 0], 'bool', [1, 4]) };
    expectClose(layer.apply([[[1], [2], [4], [8]]], options), [
      [
        [1, 5],
        [0, 0],
        [5, 4],
        [0, 0],
      ],
    ]);
  });

  test('the first half of an initial state is that of the forward layer', () => {
    using layer = new Bidirectional({ layer: new SimpleRNN(summing), mergeMode: null });
    const initialState = [tensor([[10]], 'float32'), tensor([[20]], 'float32')];
    const [y, back] = layer.apply([[[1], [2]]], { initialState });
    expectClose(y!, [[13]]);
    expectClose(back!, [[23]]);
  });

  test('runs copies of the layer, which start with weights of their own', () => {
    const layer = new RNN({
      cell: new GRUCell({ units: 2, kernelInitializer: new GlorotUniform() }),
    });
    using both = new Bidirectional({ layer });
    both.buildFor([null, 3, 2]);
    expect(layer.isBuilt).toBe(false);
    const { forwardLayer, backwardLayer } = both;
    expect([forwardLayer.name, backwardLayer.name]).toEqual([
      `forward_${layer.name}`,
      `backward_${layer.name}`,
    ]);
    expect(forwardLayer.cell).not.toBe(backwardLayer.cell);
    const [first, second] = [forwardLayer, backwardLayer].map((one) =>
      one.weights.map(({ value }) => [...value.dataSync()]),
    );
    expect(first![0]).not.toEqual(second![0]);
    expect(first![1]).not.toEqual(second![1]);
  });

  test.each([
    [{ mergeMode: 'nope' }, /`mergeMode` must be one of 'concat', 'sum', 'mul', 'ave'/],
    [{ backwardLayer: new LSTM({ units: 2 }) }, /must run in different directions/],
    [
      { backwardLayer: new LSTM({ units: 2, goBackwards: true, returnState: true }) },
      /must have the same `returnState`, received false and true/,
    ],
    [{ layer: new GRUCell({ units: 2 }) }, /`layer` must be a recurrent layer/],
  ])('refuses %o', (options, message) => {
    const layer = new LSTM({ units: 2 });
    expect(() => new Bidirectional({ layer, ...options } as never)).toThrow(message);
  });

  test('a stateful one goes on where it was, in both directions', () => {
    const layer = new SimpleRNN({ ...summing, stateful: true });
    using both = new Bidirectional({ layer });
    expectClose(both.apply([[[1], [2]]]), [[3, 3]]);
    expectClose(both.apply([[[1], [2]]]), [[6, 6]]);
    both.resetState();
    expectClose(both.apply([[[1], [2]]]), [[3, 3]]);
  });
});
