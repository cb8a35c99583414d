import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Callback, CallbackList, StateError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { eventStream, take } from '../test-support/event-stream.ts';
import { FakeRun } from '../test-support/fake-run.ts';
import { namesOf, readEvents } from '../test-support/read-events.ts';
import { textLines } from '../test-support/text-lines.ts';
import { LearningRateFinder } from './learning-rate-finder/learning-rate-finder.ts';
import { LearningRateScheduler } from './learning-rate-scheduler.ts';
import { LivePage } from './live/live-page.ts';
import { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
import { TensorBoard } from './tensorboard/tensor-board.ts';

/** A run whose optimizer has no one learning rate, as a `MultiOptimizer`. */
class SeveralRates extends FakeRun {
  override hasLearningRate = false;
  constructor() {
    super();
    const fail = () => {
      throw new StateError({ where: 'MultiOptimizer', problem: 'not one', fix: '…' });
    };
    Object.defineProperty(this, 'learningRate', { get: fail, set: fail });
  }
}

describe('where optimizers have learning rates of their own', () => {
  test.each<[string, () => Callback]>([
    ['LearningRateScheduler', () => new LearningRateScheduler({ schedule: () => 1 })],
    ['ReduceLROnPlateau', () => new ReduceLROnPlateau()],
    ['LearningRateFinder', () => new LearningRateFinder({ steps: 5 })],
  ])('%s says before the first epoch that it cannot set them', async (name, make) => {
    const begin = async () => new CallbackList([make()]).onTrainBegin({}, new SeveralRates());
    await expect(begin()).rejects.toThrow(StateError);
    await expect(begin()).rejects.toThrow(
      new RegExp(
        `^${name}: the learning rate of the optimizer must be set, and there is not the one.*\\n  Fix: leave this callback out`,
      ),
    );
  });

  test('TensorBoard writes all but the learning rate', async () => {
    const logDir = mkdtempSync(path.join(tmpdir(), 'myelin-rates-'));
    try {
      const run = new SeveralRates();
      const board = new TensorBoard({ logDir });
      board.onTrainBegin({}, run);
      board.onEpochEnd(0, { loss: 1 }, run);
      await run.over();
      const [file = ''] = readdirSync(path.join(logDir, 'train'));
      const events = readEvents(readFileSync(path.join(logDir, 'train', file)));
      expect(namesOf(events)).toEqual(['epoch_loss@0']);
    } finally {
      rmSync(logDir, { recursive: true, force: true });
    }
  });

  test('LivePage shows all but the learning rate', async () => {
    const run = new SeveralRates();
    const page = new LivePage({ output: textLines() });
    try {
      await page.onTrainBegin({}, run);
      page.onEpochEnd(0, { loss: 1 }, run);
      const [, rows] = await take(eventStream(page.url!), 2);
      expect(rows).toEqual({
        name: 'epochs',
        content: [{ epoch: 0, logs: { loss: 1 }, seconds: expect.any(Number) }],
      });
    } finally {
      await page.close();
    }
  });
});
