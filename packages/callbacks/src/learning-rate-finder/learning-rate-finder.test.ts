import { ArgumentError, type Callback, CallbackList, type Logs, StateError } from '@myelin/core';
import { expect, test, vi } from 'vitest';
import { FakeRun } from '../../test-support/fake-run.ts';
import { findLearningRate } from './find-learning-rate.ts';
import { steepestPoint } from './learning-rate-curve.ts';
import { LearningRateFinder } from './learning-rate-finder.ts';

/** Batches of two epochs, as `fit` tells of them: logs hold the mean of the epoch so far. */
async function train(
  finder: LearningRateFinder,
  lossAt: (learningRate: number) => number,
  run = runOf(2, 50),
): Promise<FakeRun> {
  const { epochs, steps } = run.parameters;
  const list = new CallbackList([finder]);
  await list.onTrainBegin({}, run);
  for (let epoch = 0; epoch < epochs && run.stopReason === undefined; epoch++) {
    let sum = 0;
    for (let batch = 0; batch < steps! && run.stopReason === undefined; batch++) {
      await list.onTrainBatchBegin(batch, {}, run);
      sum += lossAt(run.learningRate);
      await list.onTrainBatchEnd(batch, { loss: Math.fround(sum / (batch + 1)) }, run);
    }
  }
  await list.onTrainEnd({}, run);
  await run.over();
  return run;
}

function runOf(epochs: number, steps: number | null): FakeRun {
  const run = new FakeRun(epochs);
  return Object.assign(run, { parameters: { ...run.parameters, steps } });
}

const valley = (rate: number): number => 0.1 + (Math.log10(rate) + 2) ** 2 / 4;

test('the learning rate grows geometrically, from the smallest to the largest', async () => {
  const finder = new LearningRateFinder({ minLearningRate: 1e-4, maxLearningRate: 1, steps: 5 });
  const run = await train(finder, () => 1);
  const { learningRates } = finder.curve;
  expect(learningRates.map((rate) => Number(rate.toPrecision(12)))).toEqual([
    1e-4, 1e-3, 1e-2, 1e-1, 1,
  ]);
  expect(run.stopReason).toBe('the largest learning rate has been tried');
});

test('the loss of each batch is worked out from the means, also over epochs', async () => {
  const losses = [4, 2, 3, 1, 0.5, 7];
  const finder = new LearningRateFinder({ smoothing: 0, stopFactor: 100 });
  let batch = 0;
  await train(finder, () => losses[batch++]!, runOf(2, 3));
  for (const [i, loss] of finder.curve.losses.entries()) expect(loss).toBeCloseTo(losses[i]!, 5);
  expect(finder.curve.losses.length).toBe(6);
  // The explosion at the end is cut off where the beginning was.
  expect(finder.curve.smoothed).toEqual([...finder.curve.losses.slice(0, 5), 4]);
});

test('losses are smoothed from both ends, freed of the start at zero', async () => {
  const finder = new LearningRateFinder({ smoothing: 0.5, steps: 3 });
  let batch = 0;
  await train(finder, () => [4, 2, 0][batch++]!);
  // There: 4, 8/3, 8/7; back: 20/7, 4/3, 0.
  const [first, second, third] = finder.curve.smoothed;
  expect(first).toBeCloseTo((4 + 20 / 7) / 2, 6);
  expect(second).toBeCloseTo((8 / 3 + 4 / 3) / 2, 6);
  expect(third).toBeCloseTo(8 / 7 / 2, 6);
});

test('the suggestion is where the loss falls most steeply', async () => {
  const finder = new LearningRateFinder({
    minLearningRate: 1e-6,
    maxLearningRate: 1,
    smoothing: 0,
    stopFactor: 1000,
  });
  // Falls over log10(rate) like a logistic curve, steepest at 1e-3; rises from 0.1 on.
  await train(finder, (rate) => 1 / (1 + (rate / 1e-3) ** 2) + Math.max(0, rate - 0.1) * 10);
  expect(Math.log10(finder.suggestion!)).toBeCloseTo(-3, 1);
  expect(Math.log10(finder.tenthOfMinimum!)).toBeCloseTo(-2, 1);
});

test('a fall after the explosion, or in the noise of the beginning, is no suggestion', () => {
  const learningRates = Array.from({ length: 20 }, (_, i) => 2 ** i);
  const smoothed = [5, 3, 3, 3, 3, 2.5, 1, 0.5, 0.4, 4, 8, 16, 1, 1, 1, 1, 1, 1, 1, 1];
  expect(steepestPoint({ learningRates, losses: smoothed, smoothed })).toBe(2 ** 5);
});

test('a fall that is no larger than the noise leads to no suggestion', () => {
  const learningRates = Array.from({ length: 30 }, (_, i) => 1.5 ** i);
  const losses = learningRates.map((_, i) => 2 + (i % 2 === 0 ? 0.1 : -0.1) - i * 1e-3);
  const smoothed = learningRates.map((_, i) => 2 - i * 1e-3);
  expect(steepestPoint({ learningRates, losses, smoothed })).toBeUndefined();
});

test('a loss that never falls leads to no suggestion', async () => {
  const finder = new LearningRateFinder({ steps: 10 });
  expect(finder.suggestion).toBeUndefined();
  expect(finder.tenthOfMinimum).toBeUndefined();
  await train(finder, (rate) => 1 + rate / 10);
  expect(finder.suggestion).toBeUndefined();
  expect(finder.tenthOfMinimum).toBeCloseTo(1e-8, 12);
});

test('it stops when the loss explodes', async () => {
  const finder = new LearningRateFinder({ smoothing: 0, stopFactor: 4 });
  const run = await train(finder, (rate) => (rate < 1e-3 ? 1 : 4.5));
  const { learningRates, losses } = finder.curve;
  expect(run.stopReason).toMatch(/^the loss explodes at learning rate 0\.001\d*$/);
  expect(losses.at(-1)).toBeCloseTo(4.5, 4);
  expect(learningRates.filter((rate) => rate >= 1e-3).length).toBe(1);
});

test('four times the best is not too much', async () => {
  const finder = new LearningRateFinder({ smoothing: 0, stopFactor: 4.001 });
  const run = await train(finder, (rate) => (rate < 1e-3 ? 1 : 4));
  expect(run.stopReason).toBe('the largest learning rate has been tried');
});

test.each([Number.NaN, Infinity])(
  'it stops at a loss of %s, which is not recorded',
  async (loss) => {
    const finder = new LearningRateFinder();
    const run = await train(finder, (rate) => (rate < 1e-3 ? 1 : loss));
    expect(run.stopReason).toMatch(/^the loss is not finite at learning rate 0\.001/);
    expect(finder.curve.losses.every(Number.isFinite)).toBe(true);
    expect(finder.curve.learningRates.at(-1)).toBeLessThan(1e-3);
  },
);

test('losses may be negative', async () => {
  const finder = new LearningRateFinder({ smoothing: 0 });
  const run = await train(finder, (rate) => (rate < 0.01 ? -1 : 1.5));
  expect(run.stopReason).toBe('the largest learning rate has been tried');
  const exploding = await train(new LearningRateFinder({ smoothing: 0 }), (rate) =>
    rate < 0.01 ? -1 : 2.5,
  );
  expect(exploding.stopReason).toMatch(/explodes/);
});

test('everything is put back when the run ends', async () => {
  const run = runOf(1, 10);
  run.learningRate = 0.25;
  run.weight = 7;
  const state = run.saveState();
  vi.spyOn(run, 'saveState').mockReturnValue(state);
  await train(new LearningRateFinder(), valley, run);
  expect(run.resumed).toBe(state);
});

test('it forgets the run before', async () => {
  const finder = new LearningRateFinder({ steps: 10 });
  await train(finder, () => Number.NaN);
  await train(finder, valley);
  expect(finder.curve.losses.length).toBe(10);
});

test('points are the rows of the curve', async () => {
  const finder = new LearningRateFinder({ steps: 7 });
  await train(finder, valley);
  const { learningRates, losses, smoothed } = finder.curve;
  expect(finder.points.length).toBe(7);
  expect(finder.points[3]).toEqual({
    learningRate: learningRates[3],
    loss: losses[3],
    smoothed: smoothed[3],
  });
});

test('other callbacks do not set the learning rate of a batch', async () => {
  const finder = new LearningRateFinder({ minLearningRate: 0.1, maxLearningRate: 1, steps: 2 });
  const run = runOf(1, 2);
  await finder.onTrainBegin({}, run);
  run.learningRate = 99;
  finder.onTrainBatchBegin(0, {}, run);
  expect(run.learningRate).toBe(0.1);
});

test('an optimizer with a schedule is refused, and nothing is put back', async () => {
  const run = Object.defineProperty(new FakeRun(), 'learningRate', {
    get: () => 0.1,
    set: () => {
      throw new StateError({ where: 'Adam', problem: 'the learning rate is scheduled', fix: '…' });
    },
  });
  const finder = new LearningRateFinder({ steps: 5 });
  expect(() => finder.onTrainBegin({}, run)).toThrow(
    /^LearningRateFinder: the learning rate must be tried out, but the optimizer follows a schedule.*\n {2}Fix: compile with a number/,
  );
  await run.over();
  expect(run.resumed).toBeUndefined();
});

test('the number of batches must be known, and two at least', () => {
  const finder = new LearningRateFinder();
  expect(() => finder.onTrainBegin({}, runOf(3, null))).toThrow(/`steps` is null.*\n.*steps: 100/);
  expect(() => finder.onTrainBegin({}, runOf(1, 1))).toThrow(/cannot grow in 1 batches/);
});

test.each<[string, object]>([
  ['minLearningRate', { minLearningRate: 0 }],
  ['maxLearningRate', { maxLearningRate: 1e-8 }],
  ['steps', { steps: 1 }],
  ['smoothing', { smoothing: 1 }],
  ['stopFactor', { stopFactor: 1 }],
  ['step', { step: 5 }],
])('a bad `%s` is refused by its name', (option, options) => {
  expect(() => new LearningRateFinder(options)).toThrow(ArgumentError);
  expect(() => new LearningRateFinder(options)).toThrow(`\`${option}\``);
});

test('findLearningRate gives fit as many epochs as may be needed', async () => {
  const asked: object[] = [];
  const model = {
    async fit(x: number[][], y: number[], options: { readonly callbacks: readonly Callback[] }) {
      const { callbacks, ...rest } = options;
      asked.push({ x, y, ...rest });
      await train(callbacks[0] as LearningRateFinder, valley);
    },
  };
  const finder = await findLearningRate(model, [[1]], [2], { batchSize: 8, stopFactor: 5 });
  expect(asked).toEqual([{ x: [[1]], y: [2], epochs: 100, batchSize: 8, verbose: 0 }]);
  expect(finder.curve.losses.length).toBeGreaterThan(50);
  await findLearningRate(model, [[1]], [2], { steps: 20 });
  expect(asked[1]).toEqual({ x: [[1]], y: [2], epochs: 20, verbose: 0 });
  await expect(findLearningRate(model, [[1]], [2], { steps: 0 })).rejects.toThrow(/`steps`/);
  await expect(findLearningRate(model, [[1]], [2], 5 as never)).rejects.toThrow(/findLearningRate/);
});

test('a run without a loss in its logs stops at once', () => {
  const finder = new LearningRateFinder({ steps: 5 });
  const run = new FakeRun();
  finder.onTrainBegin({}, run);
  finder.onTrainBatchEnd(0, {} as Logs, run);
  expect(run.stopReason).toMatch(/not finite/);
});

test('a run that begins with a later epoch has fewer batches, and reaches the largest rate', async () => {
  const finder = new LearningRateFinder({ minLearningRate: 1e-4, maxLearningRate: 1 });
  const run = runOf(5, 3);
  finder.onTrainBegin({}, run);
  finder.onEpochBegin(3, {}, run);
  const rates: number[] = [];
  for (let batch = 0; batch < 6; batch++) {
    finder.onTrainBatchBegin(batch, {}, run);
    rates.push(run.learningRate);
    finder.onTrainBatchEnd(batch, { loss: 1 }, run);
  }
  expect(rates[0]).toBeCloseTo(1e-4, 10);
  expect(rates[5]).toBeCloseTo(1, 10);
  expect(run.stopReason).toBe('the largest learning rate has been tried');
});
