import { NdArray, RandomSource, setRandomSeed } from '@myelin/core';
import {
  Bidirectional,
  Dense,
  GRU,
  LSTM,
  Masking,
  SimpleRNN,
  TimeDistributed,
} from '@myelin/layers';
import { Adam } from '@myelin/optimizers';
import { arrayOf, expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes, inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Model } from '../functional/model.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { FitOptions } from './fit-options.ts';

registerAll();

const STEPS = 6;

/** Sequences of noise that begin with 1 or -1: which of the two it was is the class. */
function firstMatters(count: number): { readonly x: NdArray; readonly y: NdArray } {
  const random = new RandomSource(4);
  const x = new Float32Array(count * STEPS);
  const y = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    y[i] = i % 2;
    for (let t = 0; t < STEPS; t++) x[i * STEPS + t] = t === 0 ? 2 * (i % 2) - 1 : random.normal();
  }
  return { x: new NdArray(x, [count, STEPS, 1]), y: new NdArray(y, [count, 1]) };
}

const { x, y } = firstMatters(64);
const silent: FitOptions = { verbose: 0, batchSize: 32 };

inBothModes('an LSTM', () => {
  test('learns to remember how a sequence began', async () => {
    setRandomSeed(1);
    using model = new Sequential([
      new LSTM({ units: 8, inputShape: [STEPS, 1] }),
      new Dense({ units: 1, activation: 'sigmoid' }),
    ]);
    model.compile({
      optimizer: new Adam({ learningRate: 0.05 }),
      loss: 'binary_crossentropy',
      metrics: ['accuracy'],
    });
    const { history } = await model.fit(x, y, { ...silent, epochs: 25 });
    expect(history.accuracy!.at(-1)).toBeGreaterThan(0.95);
  });
});

inBothModes('a stateful layer', () => {
  const ones = { kernelInitializer: 'ones', recurrentInitializer: 'ones' } as const;

  /** The running sum of all that it was given since the last reset. */
  function summing(): { readonly model: Sequential; readonly layer: SimpleRNN } {
    const layer = new SimpleRNN({
      ...ones,
      units: 1,
      activation: 'linear',
      stateful: true,
      inputShape: [2, 1],
    });
    return { model: new Sequential([layer]), layer };
  }

  const batch = (...values: number[]): NdArray =>
    new NdArray(Float32Array.from(values), [values.length / 2, 2, 1]);

  test('goes on from batch to batch and from call to call of predict', async () => {
    const { model, layer } = summing();
    const options = { batchSize: 1, verbose: 0 } as const;
    expectClose(await model.predict(batch(1, 2, 3, 4), options), [[3], [10]]);
    expectClose(await model.predict(batch(5, 6), options), [[21]]);
    layer.resetState();
    expectClose(await model.predict(batch(5, 6), options), [[11]]);
    expectClose(model.predictOnBatch(batch(1, 1)), [[13]]);
    await expect(model.predict(batch(1, 2, 3, 4), { verbose: 0 })).rejects.toThrow(
      /a `stateful` layer goes on with the samples of the batch before/,
    );
    layer.resetState();
    expectClose(await model.predict(batch(1, 2, 3, 4), { verbose: 0 }), [[3], [7]]);
    model.dispose();
  });

  test('goes on from batch to batch of fit, and of evaluate', async () => {
    const { model, layer } = summing();
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    model.optimizer.learningRate = 0;
    const targets = new NdArray(Float32Array.of(3, 10), [2, 1]);
    const options = { batchSize: 1, verbose: 0 } as const;
    // The sums 3 and 10 in the first epoch, 13 and 20 in the second.
    const { history } = await model.fit(batch(1, 2, 3, 4), targets, {
      ...options,
      epochs: 2,
      shuffle: false,
    });
    expectClose(floats(history.loss!), [0, 100]);
    layer.resetState();
    expect(await model.evaluate(batch(1, 2, 3, 4), targets, options)).toBe(0);
    expectClose(floats([await asNumber(model.evaluate(batch(1, 2), [[3]], options))]), [100]);
    model.dispose();
  });
});

inBothModes('an encoder and a decoder', () => {
  test('hand states on, and are saved with them', async () => {
    const given = new Input({ shape: [STEPS, 1], name: 'given' });
    const asked = new Input({ shape: [null, 2], name: 'asked' });
    const encoder = new LSTM({ units: 3, returnState: true });
    const decoder = new LSTM({ units: 3, returnSequences: true });
    const [, ...initialState] = encoder.apply(given);
    const outputs = decoder.apply(asked, { initialState });
    using model = new Model({ inputs: [given, asked], outputs });
    expect(outputs.shape).toEqual([null, null, 3]);
    const questions = new NdArray(new Float32Array(64 * 4 * 2).fill(0.5), [64, 4, 2]);
    const answers = await model.predict([x, questions], { verbose: 0 });
    const [, h, c] = encoder.apply(x);
    expectClose(answers, arrayOf(decoder.apply(questions, { initialState: [h!, c!] })));
    using loaded = Model.fromConfig(model.getConfig()) as typeof model;
    loaded.setWeights(model.getWeights());
    expectClose(await loaded.predict([x, questions], { verbose: 0 }), answers);
  });
});

inCompiledMode('recurrent layers in programs', () => {
  test.each([
    {
      title: 'two LSTMs, dropout and a mask',
      layers: () => [
        new Masking({ maskValue: 0, inputShape: [STEPS, 1] }),
        new LSTM({ units: 4, returnSequences: true, dropout: 0.2, recurrentDropout: 0.1 }),
        new LSTM({ units: 3, goBackwards: true }),
      ],
    },
    {
      title: 'both directions, and a layer for each time step',
      layers: () => [
        new Bidirectional({
          layer: new GRU({ units: 3, returnSequences: true }),
          inputShape: [STEPS, 1],
        }),
        new TimeDistributed({ layer: new Dense({ units: 2, activation: 'tanh' }) }),
        new SimpleRNN({ units: 3 }),
      ],
    },
    {
      title: 'states that are kept',
      layers: () => [new LSTM({ units: 3, stateful: true, inputShape: [STEPS, 1] })],
    },
  ])('train as operations one by one do: $title', async ({ layers }) => {
    const train = async (jitCompile: boolean) => {
      setRandomSeed(3);
      using model = new Sequential([...layers(), new Dense({ units: 1, activation: 'sigmoid' })]);
      const loss = 'binary_crossentropy';
      model.compile({ optimizer: 'adam', loss, metrics: ['accuracy'], jitCompile });
      const { history } = await model.fit(x, y, {
        ...silent,
        epochs: 3,
        validationData: [x, y],
        validationBatchSize: 32,
      });
      return { history, weights: model.getWeights() };
    };
    const eager = await train(false);
    const compiled = await train(true);
    for (const [name, values] of Object.entries(eager.history)) {
      expectClose(floats(compiled.history[name]!), values, { absolute: 1e-5, relative: 1e-4 });
    }
    for (const [i, weight] of eager.weights.entries()) {
      expectClose(compiled.weights[i]!, weight, 'trace');
    }
  });
});

const floats = (values: readonly number[]): NdArray =>
  new NdArray(Float32Array.from(values), [values.length]);

async function asNumber(value: Promise<number | number[]>): Promise<number> {
  return (await value) as number;
}
