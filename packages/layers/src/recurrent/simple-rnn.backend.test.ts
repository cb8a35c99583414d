import { NdArray, type Tensor, tensor, zeros } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { SimpleRNN } from './simple-rnn.ts';

await layerFixtureTests('keras/layers-rnn.json', { SimpleRNN });

const mask = new NdArray(Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 0), [2, 4], 'bool');

/** The running sum of a sequence of single numbers. */
const summing = {
  units: 1,
  activation: 'linear',
  kernelInitializer: 'ones',
  recurrentInitializer: 'ones',
} as const;

onEachBackend('SimpleRNN', () => {
  test.each([
    { options: { units: 3 }, input: [2, 4, 2], output: [2, 3] },
    {
      options: { units: 2, returnSequences: true, returnState: true, useBias: false },
      input: [2, 3, 2],
      output: [
        [2, 3, 2],
        [2, 2],
      ],
    },
    {
      options: { units: 2, dropout: 0.4, recurrentDropout: 0.3, seed: 4, goBackwards: true },
      input: [2, 4, 3],
      output: [2, 2],
      call: { mask },
    },
    {
      options: { units: 2, returnSequences: true, zeroOutputForMask: true, unroll: true },
      input: [2, 4, 2],
      output: [2, 4, 2],
      call: { mask },
    },
    { options: { units: 1 }, input: [1, 1, 1], output: [1, 1] },
  ])('obeys the layer laws: $options', (example) => checkLayer(SimpleRNN, example));

  test('adds the state before, times its kernel, to the input', () => {
    using layer = new SimpleRNN({ ...summing, returnSequences: true });
    expectClose(layer.apply([[[1], [2], [4]]]), [[[1], [3], [7]]]);
  });

  test('backwards, outputs stand in the order in which they come', () => {
    using layer = new SimpleRNN({ ...summing, returnSequences: true, goBackwards: true });
    expectClose(layer.apply([[[1], [2], [4]]]), [[[4], [6], [7]]]);
  });

  test('masked steps keep the state and repeat the output before them, which is 0 at first', () => {
    using layer = new SimpleRNN({ ...summing, returnSequences: true });
    const options = { mask: maskOf(0, 1, 0, 1), initialState: tensor([[10]], 'float32') };
    expectClose(layer.apply([[[1], [2], [4], [8]]], options), [[[0], [12], [12], [20]]]);
  });

  test('with `zeroOutputForMask` masked steps give 0, the last one too', () => {
    const x = [[[1], [2], [4], [8]]];
    const options = { mask: maskOf(1, 0, 1, 0) };
    using all = new SimpleRNN({ ...summing, returnSequences: true, zeroOutputForMask: true });
    expectClose(all.apply(x, options), [[[1], [0], [5], [0]]]);
    using last = new SimpleRNN({ ...summing, returnState: true, zeroOutputForMask: true });
    const [y, state] = last.apply(x, options);
    expectClose(y!, [[0]]);
    expectClose(state!, [[5]]);
  });

  test('a dropped feature is dropped in all time steps, others in each sample', () => {
    using layer = new SimpleRNN({
      ...summing,
      recurrentInitializer: 'zeros',
      returnSequences: true,
      dropout: 0.5,
      seed: 1,
    });
    const ones = new NdArray(new Float32Array(20 * 5 * 4).fill(1), [20, 5, 4]);
    using y = layer.apply(ones, { training: true });
    const rows = Array.from({ length: 20 }, (_, i) => [...y.dataSync().slice(5 * i, 5 * i + 5)]);
    for (const row of rows) expect(new Set(row).size).toBe(1);
    expect(new Set(rows.map(([first]) => first)).size).toBeGreaterThan(2);
    // Each of the 4 features is there with its double, or not at all.
    for (const [first = 0] of rows) expect([0, 2, 4, 6, 8]).toContain(first);
  });

  test('drops the state before, all of it at a rate of 1', () => {
    using layer = new SimpleRNN({ ...summing, returnSequences: true, recurrentDropout: 1 });
    expectClose(layer.apply([[[1], [2], [4]]], { training: true }), [[[1], [2], [4]]]);
    expectClose(layer.apply([[[1], [2], [4]]]), [[[1], [3], [7]]]);
  });

  test.each([
    [{ units: 0 }, 'SimpleRNN: `units` must be a whole number of at least 1, received 0'],
    [{ units: 2, dropout: 1.5 }, 'SimpleRNN: `dropout` must be a number of at least 0'],
    [{ units: 2, returnState: 1 }, 'SimpleRNN: `returnState` must be true or false, received 1'],
    [{ units: 2, recurrentInitializer: 'ortogonal' }, 'did you mean'],
  ])('refuses %o', (options, message) => {
    expect(() => new SimpleRNN(options as never)).toThrow(message);
  });

  test('refuses initial states that are too many, or of another shape', () => {
    using layer = new SimpleRNN({ units: 1 });
    const apply = (...initialState: Tensor[]) => layer.apply([[[1]]], { initialState });
    expect(() => apply()).toThrow('`initialState` must be a list of 1 tensors, received 0');
    expect(() => apply(zeros([1, 2]))).toThrow(
      'SimpleRNN: `initialState` must have the shapes [1, 1], received [1, 2]',
    );
  });
});

function maskOf(...real: readonly number[]): Tensor {
  return tensor(real, 'bool', [1, real.length]);
}
