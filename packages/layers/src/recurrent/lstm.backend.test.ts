import type { Tensor } from '@myelin/core';
import { deserialize, L2, layerCatalog, NdArray, ones, Pass, tensor, zeros } from '@myelin/core';
import {
  arrayOf,
  checkLayer,
  expectClose,
  layerFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { expect, expectTypeOf, test } from 'vitest';
import { LSTM } from './lstm.ts';

await layerFixtureTests('keras/layers-rnn.json', { LSTM }, { known: { L2 } });

const mask = new NdArray(Uint8Array.of(0, 1, 1, 0, 1, 0, 0, 0), [2, 4], 'bool');

onEachBackend('LSTM', () => {
  test.each([
    { options: { units: 3 }, input: [2, 4, 2], output: [2, 3] },
    {
      options: { units: 2, returnSequences: true, returnState: true, recurrentDropout: 0.3 },
      input: [2, 3, 2],
      output: [
        [2, 3, 2],
        [2, 2],
        [2, 2],
      ],
    },
    {
      options: { units: 2, dropout: 0.4, seed: 4, goBackwards: true, returnSequences: true },
      input: [2, 4, 3],
      output: [2, 4, 2],
      call: { mask },
    },
    {
      options: { units: 2, dropout: 0.3, recurrentDropout: 0.2, unitForgetBias: false },
      input: [2, 4, 2],
      output: [2, 2],
      call: { mask },
    },
    {
      options: { units: 2, useBias: false, recurrentActivation: 'hard_sigmoid' },
      input: [1, 1, 1],
      output: [1, 2],
    },
    {
      options: { units: 2, returnState: true },
      input: [2, 4, 2],
      output: [
        [2, 2],
        [2, 2],
        [2, 2],
      ],
      call: { mask, initialState: [randomState(1), randomState(2)] },
    },
  ])('obeys the layer laws: $options', (example) => checkLayer(LSTM, example));

  test('takes masks and initial states as nested lists', () => {
    using layer = new LSTM({ units: 1, returnState: true, kernelInitializer: 'ones' });
    const x = [[[1], [2]]];
    const short = layer.apply([[[1]]], { initialState: [[[0.5]], [[1]]] });
    const masked = layer.apply(x, { mask: [[true, false]], initialState: [[[0.5]], [[1]]] });
    for (const [i, one] of masked.entries()) expectClose(one, arrayOf(short[i] as Tensor));
    const whole = layer.apply(x, { initialState: [[[0.5]], [[1]]] });
    expect(whole[2].dataSync()[0]).not.toBeCloseTo(masked[2].dataSync()[0] ?? 0, 3);
    for (const one of [...short, ...masked, ...whole]) one.dispose();
  });

  test('says by type how many states it gives', () => {
    type Result<State extends boolean> = ReturnType<LSTM<State>['forward']>;
    expectTypeOf<Result<true>>().toEqualTypeOf<readonly [Tensor, Tensor, Tensor]>();
    expectTypeOf<Result<false>>().toEqualTypeOf<Tensor>();
  });

  test.each([
    [{ mask: [[true]] }, 'LSTM: the mask must have the batch and time axes of the input'],
    [{ mask: [[true, false, true]] }, 'of shape [1, 2, 1] first, received shape [1, 3]'],
    [{ initialState: [[[1]]] }, '`initialState` must be a list of 2 tensors, received 1'],
    [{ initialState: [[[1]], [[1, 2]]] }, 'must have the shapes [1, 1] and [1, 1]'],
    [{ initial: [[[1]]] }, '`initial` is not an option'],
  ])('refuses a call with %j', (options, message) => {
    using layer = new LSTM({ units: 1 });
    expect(() => layer.apply([[[1], [2]]], options as object)).toThrow(message);
  });

  test('forgets a share of its memory, which the bias makes a small one at first', () => {
    using layer = new LSTM({ units: 1, returnState: true });
    const initialState = [zeros([1, 1]), tensor([[2]], 'float32')];
    const [y, h, c] = layer.apply([[[0]]], { initialState });
    // All sums are 0 but that of the forget gate, 1: c' = σ(1) · 2, h' = σ(0) · tanh(c').
    const memory = 2 / (1 + Math.exp(-1));
    expectClose(c!, [[memory]]);
    expectClose(h!, [[0.5 * Math.tanh(memory)]]);
    expectClose(y!, [[0.5 * Math.tanh(memory)]]);
  });

  test('takes the gates in the order input, forget, candidate, output', () => {
    using layer = new LSTM({ units: 1, returnState: true, activation: 'linear' });
    layer.buildFor([1, 1, 1]);
    const [kernel, recurrent, bias] = layer.weights;
    kernel!.assign([[0, 0, 3, 0]]);
    recurrent!.assign([[0, 0, 0, 0]]);
    bias!.assign([100, -100, 0, 0]);
    const initialState = [zeros([1, 1]), tensor([[7]], 'float32')];
    const [h, , c] = layer.apply([[[2]]], { initialState });
    // The input gate is 1, the forget gate 0, the output gate a half.
    expectClose(c!, [[6]]);
    expectClose(h!, [[3]]);
  });

  test('starts with orthogonal recurrent weights, and with a bias of 1 for the forget gate', () => {
    using layer = new LSTM({ units: 3 });
    layer.buildFor([null, null, 2]);
    const [kernel, recurrent, bias] = layer.weights;
    expect(kernel!.path).toBe(`${layer.name}/lstm_cell/kernel`);
    expect([...bias!.value.dataSync()]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const rows = arrayOf(recurrent!.value).toArray() as number[][];
    const products = rows.map((a) =>
      rows.map((b) => a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0)),
    );
    expectClose(tensor(products, 'float32'), [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  test('is read from files that say how Keras is to compute it', () => {
    layerCatalog.register({ LSTM });
    const config = { units: 2, implementation: 1, use_cudnn: 'auto', name: 'memory' };
    const loaded = deserialize({ class_name: 'LSTM', config }, 'layer');
    expect(loaded).toBeInstanceOf(LSTM);
    expect(loaded.name).toBe('memory');
  });

  test.each([
    // Memory f · 1 + i · g, where each factor is 2, or 0 where its gate's input is dropped.
    { title: 'all gates see the same', options: { dropout: 0.5 }, memories: [0, 6] },
    {
      title: 'each gate misses others where states are dropped, too',
      options: { dropout: 0.5, recurrentDropout: 1 },
      memories: [0, 2, 4, 6],
    },
    {
      title: 'each gate misses other states',
      options: { recurrentDropout: 0.5 },
      memories: [0, 2, 4, 6],
    },
  ])('of dropped numbers, $title', ({ options, memories }) => {
    const dropsInput = 'dropout' in options;
    using layer = new LSTM({
      ...options,
      units: 1,
      returnState: true,
      activation: 'linear',
      recurrentActivation: 'linear',
      kernelInitializer: dropsInput ? 'ones' : 'zeros',
      recurrentInitializer: dropsInput ? 'zeros' : 'ones',
      useBias: false,
      seed: 3,
    });
    const initialState = [ones([200, 1]), ones([200, 1])];
    const [, , c] = layer.apply(ones([200, 1, 1]), { initialState, training: true });
    expect([...new Set(c!.dataSync())].sort()).toEqual(memories);
  });

  test('a rate of 1 drops nothing, as in Keras', () => {
    using layer = new LSTM({ units: 2, dropout: 1, recurrentDropout: 1 });
    using x = tensor([[[1], [2]]], 'float32');
    expectClose(layer.apply(x, { training: true }), arrayOf(layer.apply(x)));
  });

  test('penalizes its outputs per sample, the states too', () => {
    using layer = new LSTM({
      units: 1,
      returnState: true,
      activityRegularizer: new L2({ l2: 1 }),
      activation: 'linear',
      recurrentActivation: 'linear',
      kernelInitializer: 'ones',
    });
    const pass = new Pass();
    layer.forward(tensor([[[1]], [[2]]], 'float32'), pass);
    // By hand: gates 1 and 2 (forget 2 and 3): c = x², h = x · x².
    const squares = [1 + 64, 1 + 64, 1 + 16];
    expect(pass.losses.map((loss) => loss.dataSync()[0])).toEqual(squares.map((s) => s / 2));
  });
});

onEachBackend('A stateful LSTM', () => {
  const options = { units: 3, returnSequences: true, kernelInitializer: 'ones' } as const;
  const first = [[[1], [2]]];
  const second = [[[3], [4]]];

  test('begins each batch with the states that the one before it left', () => {
    using whole = new LSTM(options);
    const [all] = arrayOf(whole.apply([[[1], [2], [3], [4]]])).toArray() as number[][][];
    const steps = (from: number, to: number) => [all!.slice(from, to)];
    using layer = new LSTM({ ...options, stateful: true });
    layer.buildFor([1, null, 1]);
    for (const [i, { value }] of whole.weights.entries()) layer.weights[i]!.assign(value);
    for (let turn = 0; turn < 2; turn++) {
      expectClose(layer.apply(first), steps(0, 2));
      expectClose(layer.apply(second), steps(2, 4));
      layer.resetState();
    }
    // States are no weights: neither counted nor saved.
    expect(layer.weights).toHaveLength(3);
    expect(layer.states.map(({ shape }) => shape)).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  test('refuses batches of another size', () => {
    using layer = new LSTM({ ...options, stateful: true });
    layer.apply(first);
    expect(() => layer.apply([...first, ...second])).toThrow(
      /^LSTM "lstm[_0-9]*": a `stateful` layer goes on with the samples of the batch before: .* \[1, 3\].*\n {2}Fix: pass batches of one size/,
    );
  });
});

function randomState(seed: number): NdArray {
  return new NdArray(
    Float32Array.from({ length: 4 }, (_, i) => Math.sin(seed + i)),
    [2, 2],
  );
}
