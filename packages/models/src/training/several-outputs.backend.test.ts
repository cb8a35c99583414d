import { ndArray } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { TwoHeads } from '../../test-support/two-heads.ts';
import type { CompileOptions } from '../compile/compile-options.ts';

registerAll();

const silent = { verbose: 0 } as const;
const x = Array.from({ length: 8 }, () => [1, 1]);
const ones = x.map(() => [1]);
const threes = x.map(() => [3]);

/** Both heads add their two inputs: they give 2 for every row of x. */
function heads(options: Omit<CompileOptions, 'optimizer'>): TwoHeads {
  const head = (name: string): Dense => new Dense({ units: 1, name, kernelInitializer: 'ones' });
  const model = new TwoHeads([head('a'), head('b')]);
  model.compile({ optimizer: new SGD(), ...options });
  return model;
}

const both: CompileOptions = {
  loss: ['mse', 'mae'],
  lossWeights: [1, 0.5],
  metrics: [['mae'], ['mse', 'mae']],
  weightedMetrics: [['mae'], []],
};

inBothModes('a model with several outputs', () => {
  test('is judged and trained as Keras does it', async () => {
    using model = heads(both);
    // Keras 3.15.1 on the same model, evaluate and two times train_on_batch.
    expect(await model.evaluate(x, [ones, ones], silent)).toEqual([1.5, 1, 1, 1, 1, 1, 1]);
    expect(await model.trainOnBatch(x, [ones, threes])).toEqual([1.5, 1, 1, 1, 1, 1, 1]);
    const second = await model.trainOnBatch(x, [ones, threes], { returnDict: true });
    const names = ['loss', 'a_loss', 'b_loss', 'a_mae', 'a_weighted_mae', 'b_mae', 'b_mse'];
    expect(Object.keys(second)).toEqual(names);
    expectClose(
      ndArray(Float32Array.from(Object.values(second))),
      [
        1.3761000633239746, 0.883600115776062, 0.9849998950958252, 0.940000057220459,
        0.940000057220459, 0.9849998950958252, 0.9702247977256775,
      ],
    );
  });

  test('weights the samples of each output', async () => {
    using model = heads(both);
    const weights = Float32Array.from({ length: 8 }, (_, i) => i);
    // Keras 3.15.1: the mean of 0 … 7 is 3.5; the losses are 1 and 1, and 3.5 + 0.5 · 3.5 is 5.25.
    const expected = { loss: 5.25, a_loss: 3.5, b_loss: 3.5, a_weighted_mae: 1, b_mse: 1 };
    const given = { ...silent, returnDict: true } as const;
    for (const sampleWeight of [weights, [weights, weights], { b: weights, a: weights }]) {
      const logs = await model.evaluate(x, [ones, threes], { ...given, sampleWeight });
      expect(logs).toMatchObject(expected);
    }
    const one = await model.evaluate(x, [ones, threes], { ...given, sampleWeight: { a: weights } });
    expect(one).toMatchObject({ loss: 4, a_loss: 3.5, b_loss: 1 });
  });

  test('takes losses, metrics and targets by name', async () => {
    using model = heads({
      loss: { b: 'mae', a: 'mse' },
      lossWeights: { a: 2, b: 0.5 },
      metrics: { b: ['mse'] },
    });
    const logs = await model.evaluate(x, { b: threes, a: ones }, { ...silent, returnDict: true });
    expect(logs).toEqual({ loss: 2.5, a_loss: 1, b_loss: 1, b_mse: 1 });
  });

  test('takes one loss for all outputs, and can leave an output out', async () => {
    using model = heads({ loss: 'mse' });
    const given = { ...silent, returnDict: true } as const;
    const logs = await model.evaluate(x, [ones, x.map(() => [4])], given);
    expect(logs).toEqual({ loss: 5, a_loss: 1, b_loss: 4 });
    model.compile({ optimizer: 'sgd', loss: [null, 'mse'] });
    expect(await model.evaluate(x, [null, threes], silent)).toBe(1);
    await model.fit(x, { b: threes }, silent);
    expectClose(model.getWeights()[0]!, [[1], [1]]);
  });

  test('trains on arrays, datasets, and with a validation split', async () => {
    const trained = [];
    for (const way of ['arrays', 'batches', 'generator']) {
      using model = heads(both);
      const options = { ...silent, epochs: 2 };
      const y = { a: ones, b: threes };
      if (way === 'arrays') {
        await model.fit(x, y, { ...options, batchSize: 8, validationSplit: 0 });
      } else if (way === 'batches') await model.fit([{ x, y }], options);
      else {
        await model.fit(function* () {
          yield [x, y] as const;
        }, options);
      }
      trained.push(model.getWeights().flatMap((weight) => [...weight.data]));
    }
    expect(trained[1]).toEqual(trained[0]);
    expect(trained[2]).toEqual(trained[0]);
    using model = heads(both);
    const { history } = await model.fit(x, [ones, threes], { ...silent, validationSplit: 0.5 });
    expect(history.val_b_loss?.[0]).toBeGreaterThan(0);
  });

  test('refuses what does not fit its outputs', async () => {
    using model = heads(both);
    const fitOn = (y: unknown, options = {}) => model.fit(x, y as never, { ...silent, ...options });
    await expect(fitOn(ones)).rejects.toThrow(
      '`y` must hold one array for each of the 2 outputs "a", "b", received a list of 8',
    );
    await expect(fitOn({ a: ones, c: ones })).rejects.toThrow(/names the output "c"/);
    await expect(fitOn({ a: ones })).rejects.toThrow(/output "b" has a loss or metrics/);
    await expect(fitOn([ones, [[1]]])).rejects.toThrow(/`x` and `y.b` must have equally many rows/);
    await expect(fitOn([ones, ones], { classWeight: { 0: 1 } })).rejects.toThrow(
      /`classWeight` is for models with one output, and this one has 2/,
    );
    const wide = x.map(() => [1, 2]);
    await expect(fitOn([ones, ones], { sampleWeight: wide })).rejects.toThrow(
      /one weight for each sample, received shape \[8, 2\]/,
    );
  });

  test.each([
    {
      options: { loss: ['mse'] },
      message: '`loss` must have one entry for each output "a", "b", received a list of 1',
    },
    { options: { loss: { a: 'mse' } }, message: '`loss` says nothing of the output "b"' },
    { options: { loss: { a: 'mse', c: 'mse' } }, message: '`loss` names the output "c"' },
    {
      options: { loss: 'mse', lossWeights: 2 },
      message: '`lossWeights` must have one entry for each output',
    },
    {
      options: { loss: 'mse', lossWeights: [1, Number.NaN] },
      message: '`lossWeights[1]` must be a number',
    },
    {
      options: { loss: 'mse', metrics: ['mae', 'mse', 'mae'] },
      message: '`metrics` must have one entry for each output',
    },
    {
      options: { loss: 'mse', metrics: { c: ['mae'] } },
      message: '`metrics` names the output "c"',
    },
    { options: { loss: ['mse', 'msee'] }, message: 'unknown loss `msee`' },
  ])('compile says: $message', ({ options, message }) => {
    using model = heads({ loss: 'mse' });
    expect(() => model.compile(options as CompileOptions)).toThrow(message);
  });
});
