import { CallbackList } from '@myelin/core';
import { expect, test } from 'vitest';
import { FakeRun } from '../test-support/fake-run.ts';
import { LambdaCallback } from './lambda-callback.ts';

test('runs the functions it was given, and has no other hooks', async () => {
  const heard: unknown[] = [];
  const callback = new LambdaCallback({
    onEpochEnd: (epoch, logs) => void heard.push([epoch, logs.loss]),
    onTrainEnd: async () => void heard.push('end'),
  });
  const list = new CallbackList([callback]);
  const run = new FakeRun();
  await list.onEpochEnd(2, { loss: 0.5 }, run);
  await list.onTrainEnd({}, run);
  expect(heard).toEqual([[2, 0.5], 'end']);
  expect(list.hears('onTrainBatchEnd')).toBe(false);
  expect(list.hearsEvery('onEpochEnd')).toBe(true);
});

test('can stop training', async () => {
  const run = new FakeRun();
  const callback = new LambdaCallback({
    onTrainBatchEnd: (_batch, _logs, of) => of.stop('enough'),
  });
  await new CallbackList([callback]).onTrainBatchEnd(0, {}, run);
  expect(run.stopReason).toBe('enough');
});

test('refuses what is no hook, or no function', () => {
  const misspelt = { onEpochFinish: () => {} } as object;
  expect(() => new LambdaCallback(misspelt)).toThrow(/`onEpochFinish` is not an option/);
  const noFunction = { onEpochEnd: 3 } as unknown as object;
  expect(() => new LambdaCallback(noFunction)).toThrow(
    /`onEpochEnd` must be a function, received 3/,
  );
});
