import { NdArray, tensor } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { GRU } from './gru.ts';

await layerFixtureTests('keras/layers-rnn.json', { GRU });

const mask = new NdArray(Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 0), [2, 4], 'bool');

onEachBackend('GRU', () => {
  test.each([
    { options: { units: 3 }, input: [2, 4, 2], output: [2, 3] },
    { options: { units: 3, resetAfter: false }, input: [2, 4, 2], output: [2, 3] },
    {
      options: { units: 2, returnSequences: true, returnState: true, dropout: 0.3 },
      input: [2, 3, 2],
      output: [
        [2, 3, 2],
        [2, 2],
      ],
    },
    {
      options: { units: 2, dropout: 0.4, recurrentDropout: 0.3, goBackwards: true },
      input: [2, 4, 3],
      output: [2, 2],
      call: { mask },
    },
    {
      options: { units: 2, recurrentDropout: 0.3, resetAfter: false, returnSequences: true },
      input: [2, 4, 3],
      output: [2, 4, 2],
      call: { mask },
    },
    { options: { units: 2, useBias: false }, input: [1, 1, 1], output: [1, 2] },
  ])('obeys the layer laws: $options', (example) => checkLayer(GRU, example));

  test.each([
    // All sums are 0 but the candidate's: 1 of the bias of the state, which the reset gate, a half, halves.
    {
      resetAfter: true,
      bias: [
        [0, 0, 0],
        [0, 0, 1],
      ],
      candidate: Math.tanh(0.5),
    },
    // The bias of the input is not reset.
    {
      resetAfter: true,
      bias: [
        [0, 0, 1],
        [0, 0, 0],
      ],
      candidate: Math.tanh(1),
    },
    { resetAfter: false, bias: [0, 0, 1], candidate: Math.tanh(1) },
  ])('mixes state and candidate: $resetAfter $bias', ({ resetAfter, bias, candidate }) => {
    using layer = new GRU({ units: 1, resetAfter });
    layer.buildFor([1, 1, 1]);
    layer.weights[1]!.assign([[0, 0, 0]]);
    layer.weights[2]!.assign(bias);
    const y = layer.apply([[[0]]], { initialState: tensor([[3]], 'float32') });
    expectClose(y, [[0.5 * 3 + 0.5 * candidate]]);
  });

  test.each([
    { resetAfter: true, shape: [2, 6] },
    { resetAfter: false, shape: [6] },
  ])('has a bias for each product that is computed: $resetAfter', ({ resetAfter, shape }) => {
    using layer = new GRU({ units: 2, resetAfter });
    layer.buildFor([null, 5, 1]);
    expect(layer.weights[2]!.shape).toEqual(shape);
  });
});
