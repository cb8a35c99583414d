import { lossCatalog, type Optimizer, setRandomSeed } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { losses } from '@myelin/losses';
import { Sequential } from '@myelin/models';
import { Adam, ExponentialDecay, SGD } from '@myelin/optimizers';
import { onEachBackend } from '@myelin/testkit';
import { beforeAll, expect, test } from 'vitest';
import { features, twoHalves } from '../../test-support/two-halves.ts';
import { findLearningRate } from './find-learning-rate.ts';

beforeAll(() => lossCatalog.register(losses));

function network(optimizer: Optimizer): Sequential {
  setRandomSeed(7);
  const model = new Sequential([
    new Dense({ units: 16, activation: 'relu', inputShape: [features] }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer, loss: 'binary_crossentropy' });
  return model;
}

onEachBackend('findLearningRate', () => {
  test('finds a learning rate, and leaves the model as it was', async () => {
    const { x, y } = twoHalves();
    const optimizer = new Adam({ learningRate: 0.25 });
    const model = network(optimizer);
    const before = model.weights.map((weight) => [...weight.read()]);
    const finder = await findLearningRate(model, x, y, { steps: 60, batchSize: 16 });
    expect(model.weights.map((weight) => [...weight.read()])).toEqual(before);
    expect(optimizer.learningRate).toBe(0.25);
    expect(finder.suggestion).toBeGreaterThan(1e-4);
    expect(finder.suggestion).toBeLessThan(1);
    // The first loss is that of the untouched model on a batch: near ln 2.
    expect(Math.abs(finder.curve.losses[0]! - Math.LN2)).toBeLessThan(0.3);
  });

  test('training after it goes on as if it had not been', async () => {
    const { x, y } = twoHalves();
    const lossesOf = async (isFound: boolean): Promise<number[] | undefined> => {
      const model = network(new Adam());
      // A run draws its shuffles before callbacks hear of it, so another run before it changes their order.
      const options = { verbose: 0, shuffle: false } as const;
      await model.fit(x, y, { ...options, epochs: 1 });
      if (isFound) await findLearningRate(model, x, y, { steps: 30 });
      const { history } = await model.fit(x, y, { ...options, epochs: 2 });
      return history.loss;
    };
    expect(await lossesOf(true)).toEqual(await lossesOf(false));
  });

  test('refuses an optimizer that follows a schedule', async () => {
    const { x, y } = twoHalves();
    const learningRate = new ExponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 10,
      decayRate: 0.5,
    });
    await expect(findLearningRate(network(new SGD({ learningRate })), x, y)).rejects.toThrow(
      /LearningRateFinder: the learning rate must be tried out/,
    );
  });
});
