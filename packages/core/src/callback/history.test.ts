import { expect, test } from 'vitest';
import { CallbackList } from './callback-list.ts';
import { History } from './history.ts';
import type { TrainingRun } from './training-run.ts';

const parameters = { epochs: 4, steps: 2, verbose: 0 };
const run = { parameters, settle: () => undefined } as unknown as TrainingRun;

test('records the epochs, and the values in sorted order', async () => {
  const history = new History();
  const list = new CallbackList([history]);
  await list.onTrainBegin({}, run);
  await list.onEpochEnd(2, { loss: 1, accuracy: 0.5 }, run);
  await list.onEpochEnd(3, { loss: 0.5, accuracy: 0.75, val_loss: 2 }, run);
  expect(history.epoch).toEqual([2, 3]);
  expect(Object.entries(history.history)).toEqual([
    ['accuracy', [0.5, 0.75]],
    ['loss', [1, 0.5]],
    ['val_loss', [2]],
  ]);
  expect(history.params).toEqual({ epochs: 4, steps: 2, verbose: 0 });
});

test('begins anew with each run, and leaves the record of the last one as it was', async () => {
  const history = new History();
  const list = new CallbackList([history]);
  await list.onTrainBegin({}, run);
  await list.onEpochEnd(0, { loss: 1 }, run);
  const first = history.history;
  await list.onTrainBegin({}, run);
  expect(history.history).toEqual({});
  expect(history.epoch).toEqual([]);
  expect(first).toEqual({ loss: [1] });
});
