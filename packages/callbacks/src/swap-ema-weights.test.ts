import { ArgumentError, CallbackList } from '@myelin/core';
import { expect, test } from 'vitest';
import { FakeRun } from '../test-support/fake-run.ts';
import { revived } from '../test-support/revived.ts';
import { SwapEMAWeights } from './swap-ema-weights.ts';

function start(options?: { swapOnEpoch: boolean }): { run: FakeRun; list: CallbackList } {
  const run = new FakeRun();
  [run.weight, run.average] = [1, 2];
  return { run, list: new CallbackList([new SwapEMAWeights(options)]) };
}

test('the averages are the weights while the model is evaluated, and while it predicts', async () => {
  const { run, list } = start();
  await list.onTestBegin({}, run);
  expect([run.weight, run.average]).toEqual([2, 1]);
  await list.onTestEnd({}, run);
  expect([run.weight, run.average]).toEqual([1, 2]);
  await list.onPredictBegin({}, run);
  expect(run.weight).toBe(2);
  await list.onPredictEnd({}, run);
  expect(run.weight).toBe(1);
});

test('epochs end with the weights as they are', async () => {
  const { run, list } = start();
  await list.onEpochBegin(0, {}, run);
  await list.onEpochEnd(0, {}, run);
  expect(run.weight).toBe(1);
});

test('with swapOnEpoch, what follows at the end of an epoch sees the averages', async () => {
  const { run, list } = start({ swapOnEpoch: true });
  await list.onTrainBegin({}, run);
  const seen: number[] = [];
  for (let epoch = 0; epoch < 2; epoch++) {
    await list.onEpochBegin(epoch, {}, run);
    seen.push(run.weight);
    await list.onTestBegin({}, run);
    seen.push(run.weight);
    await list.onTestEnd({}, run);
    seen.push(run.weight);
    await list.onEpochEnd(epoch, {}, run);
    seen.push(run.weight);
  }
  expect(seen).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
});

test('a run that is taken up again knows which ones are in the model', async () => {
  const { run, list } = start({ swapOnEpoch: true });
  await list.onEpochEnd(0, {}, run);
  expect(run.weight).toBe(2);
  const old = list.callbacks[0] as SwapEMAWeights;
  const fresh = await revived(old, new SwapEMAWeights({ swapOnEpoch: true }), run);
  await new CallbackList([fresh]).onEpochBegin(1, {}, run);
  expect(run.weight).toBe(1);
});

test('a new run begins with the weights in the model', async () => {
  const { run, list } = start({ swapOnEpoch: true });
  await list.onEpochEnd(0, {}, run);
  await list.onTrainBegin({}, run);
  await list.onEpochBegin(0, {}, run);
  expect(run.weight).toBe(2);
});

test('a bad option is refused by its name', () => {
  expect(() => new SwapEMAWeights({ swapOnEpoch: 1 as never })).toThrow(ArgumentError);
  expect(() => new SwapEMAWeights({ swapOnEpoch: 1 as never })).toThrow('`swapOnEpoch`');
});
