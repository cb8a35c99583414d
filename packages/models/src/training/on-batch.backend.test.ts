import { ndArray } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const x = Array.from({ length: 8 }, () => [1, 1]);
const y = x.map(() => [1]);

function line(options: object = { metrics: ['mae'], weightedMetrics: ['mae'] }): Sequential {
  const model = new Sequential([
    new Dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' }),
  ]);
  model.compile({ optimizer: 'sgd', loss: 'mse', ...options });
  return model;
}

const values = (given: number | number[]) => ndArray(Float32Array.from([given].flat()));

inBothModes('single steps', () => {
  test('answer with the values of their batch alone, as Keras does', async () => {
    using model = line();
    // Keras 3.15.1: train_on_batch twice, test_on_batch, train_on_batch with class weights. Keras's list has the second
    // value twice, as the metric that is logged as weighted_mae has the name mae.
    expectClose(values(await model.trainOnBatch(x, y)), [1, 1, 1]);
    expectClose(values(await model.trainOnBatch(x, y)), [0.8836001, 0.94, 0.94]);
    expectClose(values(await model.testOnBatch(x, y)), [0.780749, 0.8836, 0.8836]);
    const weighted = { classWeight: { 1: 2 }, returnDict: true } as const;
    const logs = await model.trainOnBatch(x, y, weighted);
    expect(Object.keys(logs)).toEqual(['loss', 'mae', 'weighted_mae']);
    expectClose(values(Object.values(logs)), [1.5614979, 0.8836, 0.8836]);
  });

  test('answer with one number where there is only the loss', async () => {
    using model = line({ lossWeights: 0.5 });
    expect(await model.testOnBatch(x, y)).toBe(0.5);
    expect(await model.testOnBatch(x, y, { returnDict: true })).toEqual({ loss: 0.5 });
    expect(await model.testOnBatch(x, y, { sampleWeight: [4, 0, 0, 0, 0, 0, 0, 0] })).toBe(0.25);
    expect(await model.trainOnBatch(x, y)).toBe(0.5);
  });

  test('refuse what cannot be right', async () => {
    using model = line();
    await expect(
      model.trainOnBatch(x, y, { classWeight: { 1: 2 }, sampleWeight: [1] }),
    ).rejects.toThrow('trainOnBatch: `classWeight` and `sampleWeight` were given together');
    await expect(model.testOnBatch(x, y, { classWeight: { 1: 2 } } as object)).rejects.toThrow(
      /`classWeight` is not an option/,
    );
    await expect(model.trainOnBatch(x, y, { returnDict: 1 } as never)).rejects.toThrow(
      /`returnDict` must be true or false/,
    );
    await expect(model.trainOnBatch(x, [[1]])).rejects.toThrow(/equally many rows/);
  });
});
