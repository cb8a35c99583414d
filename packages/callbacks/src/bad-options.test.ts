import { ArgumentError, CallbackList } from '@myelin/core';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeRun } from '../test-support/fake-run.ts';
import { textLines } from '../test-support/text-lines.ts';
import { EarlyStopping } from './early-stopping.ts';
import { LearningRateScheduler } from './learning-rate-scheduler.ts';
import { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
import { TerminateOnNaN } from './terminate-on-nan.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const refused: readonly [string, () => unknown][] = [
  ['patience', () => new EarlyStopping({ patience: 1.5 })],
  ['mode', () => new EarlyStopping({ mode: 'lower' as 'min' })],
  ['baseline', () => new EarlyStopping({ baseline: Number.NaN })],
  ['restoreBestWeights', () => new EarlyStopping({ restoreBestWeights: 1 as unknown as boolean })],
  ['startFromEpoch', () => new EarlyStopping({ startFromEpoch: -1 })],
  ['minDelta', () => new EarlyStopping({ minDelta: Infinity })],
  ['verbose', () => new EarlyStopping({ verbose: 2 as 1 })],
  ['restoreBest', () => new EarlyStopping({ restoreBest: true } as object)],
  ['factor', () => new ReduceLROnPlateau({ factor: 1 })],
  ['cooldown', () => new ReduceLROnPlateau({ cooldown: -1 })],
  ['minLr', () => new ReduceLROnPlateau({ minLr: -1 })],
  ['schedule', () => new LearningRateScheduler({} as never)],
  ['schedule', () => new LearningRateScheduler({ schedule: 0.1 as never })],
  ['raiseError', () => new TerminateOnNaN({ raiseError: 'no' as unknown as boolean })],
];

test.each(refused)('a bad `%s` is refused by its name', (option, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});

test('a missing value is warned of once a run, and nothing stops', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const run = new FakeRun();
  const list = new CallbackList([new EarlyStopping()]);
  for (let again = 1; again <= 2; again++) {
    await list.onTrainBegin({}, run);
    for (let epoch = 0; epoch < 3; epoch++) await list.onEpochEnd(epoch, { loss: 1, mae: 2 }, run);
    expect(warn).toHaveBeenCalledTimes(again);
  }
  expect(warn.mock.calls[0]?.[0]).toMatch(/EarlyStopping: `val_loss` is not among .*\(loss, mae\)/);
  expect(run.stopReason).toBeUndefined();
});

test('the reason for stopping can be read', async () => {
  const run = new FakeRun();
  const stopping = new EarlyStopping({ monitor: 'loss' });
  for (const [epoch, loss] of [0.5, 0.4, 0.6].entries()) stopping.onEpochEnd(epoch, { loss }, run);
  expect(run.stopReason).toBe('loss has not improved since epoch 2');
});

test('EarlyStopping forgets the run before', async () => {
  const stopping = new EarlyStopping({ monitor: 'loss', restoreBestWeights: true });
  const first = new FakeRun();
  stopping.onTrainBegin();
  first.weight = 1;
  stopping.onEpochEnd(0, { loss: 0.1 }, first);
  const second = new FakeRun();
  stopping.onTrainBegin();
  second.weight = 2;
  stopping.onEpochEnd(0, { loss: 0.5 }, second);
  second.weight = 3;
  stopping.onTrainEnd({}, second);
  expect(second.weight).toBe(2);
});

test('a loss that is not finite stops training after its batch', () => {
  const run = new FakeRun();
  const output = textLines();
  new TerminateOnNaN({ output }).onTrainBatchEnd(7, { loss: -Infinity }, run);
  expect(run.stopReason).toBe('the loss is -inf after batch 7');
  expect(output.lines).toEqual(['Batch 7: Invalid loss, terminating training']);
});
