import { MaxNorm, type Optimizer, setRandomSeed } from '@myelin/core';
import { Dense } from '@myelin/layers';
import {
  Adafactor,
  Adam,
  Ftrl,
  Lamb,
  Lion,
  LossScaleOptimizer,
  Muon,
  Nadam,
  ScheduleFreeAdamW,
} from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

/** Weights after a training, and whether its steps were compiled. */
async function train(optimizer: Optimizer, jitCompile: boolean) {
  setRandomSeed(7);
  using model = new Sequential([
    new Dense({
      units: 8,
      activation: 'relu',
      inputShape: [2],
      kernelConstraint: new MaxNorm({ maxValue: 1 }),
    }),
    new Dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({ optimizer, loss: 'sparse_categorical_crossentropy', jitCompile });
  const { x, y } = twoClasses(40);
  await model.fit(x, y, { epochs: 2, batchSize: 8, verbose: 0 });
  return { compiled: /^ {2}compiled: /m.test(model.explain()), weights: model.getWeights() };
}

inCompiledMode('training in a compiled program', () => {
  test.each<[string, () => Optimizer]>([
    ['slots that all weights share', () => new Nadam({ learningRate: 0.05 })],
    ['slots of other shapes than the weight', () => new Adafactor({ learningRate: 0.1 })],
    ['slots that depend on the weight', () => new Muon({ learningRate: 0.02 })],
    ['slots that begin as the weights', () => new ScheduleFreeAdamW({ learningRate: 0.05 })],
    ['slots that begin as a number', () => new Ftrl({ learningRate: 0.1 })],
    ['norms of weights', () => new Lamb({ learningRate: 0.05 })],
    ['signs', () => new Lion({ learningRate: 0.01 })],
    [
      'an optimizer around another one',
      () =>
        new LossScaleOptimizer({
          innerOptimizer: new Adam({ learningRate: 0.05, useEma: true }),
          dynamicGrowthSteps: 3,
        }),
    ],
    [
      'losses so large that steps are skipped',
      () =>
        new LossScaleOptimizer({
          innerOptimizer: new Adam({ learningRate: 0.05 }),
          initialScale: 3e38,
        }),
    ],
  ])('with %s gives the numbers of one operation at a time', async (_, make) => {
    const expected = await train(make(), false);
    const { compiled, weights } = await train(make(), true);
    expect([expected.compiled, compiled]).toEqual([false, true]);
    for (const [i, weight] of weights.entries()) {
      expect(weight.data.every(Number.isFinite)).toBe(true);
      expectClose(weight, expected.weights[i]!, 'trace');
    }
  });
});
