import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  AbortError,
  BackupAndRestore,
  Dense,
  LambdaCallback,
  Sequential,
  SGD,
  SwapEMAWeights,
  setRandomSeed,
  useBackend,
} from './index.ts';

const x = [[1], [2], [3], [4]];
const y = [2, 4, 6, 8];

/** Two batches in each of four epochs, at the end of which the averages stand for the weights. */
async function trained(folder: string, { cutAfter }: { cutAfter?: number }): Promise<number[]> {
  setRandomSeed(3);
  const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
  const optimizer = new SGD({ learningRate: 0.01, useEma: true, emaMomentum: 0.5 });
  model.compile({ optimizer, loss: 'mse' });
  const controller = new AbortController();
  const fitting = model.fit(x, y, {
    epochs: 4,
    batchSize: 2,
    verbose: 0,
    signal: controller.signal,
    callbacks: [
      new SwapEMAWeights({ swapOnEpoch: true }),
      new BackupAndRestore({ backupDir: join(folder, 'backup') }),
      new LambdaCallback({
        onEpochEnd: (epoch) => {
          if (epoch === cutAfter) controller.abort();
        },
      }),
    ],
  });
  if (cutAfter !== undefined) await expect(fitting).rejects.toThrow(AbortError);
  else await fitting;
  return model.getWeights().flatMap(({ data }) => [...data]);
}

test('a run saved while averages stand for the weights ends as one that was never interrupted', async () => {
  await useBackend('cpu');
  const folder = await mkdtemp(join(tmpdir(), 'myelin-averages-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const whole = await trained(join(folder, 'whole'), {});
  await trained(join(folder, 'cut'), { cutAfter: 1 });
  expect(await trained(join(folder, 'cut'), {})).toEqual(whole);
});
