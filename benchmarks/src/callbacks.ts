/** What each callback adds to the time of an epoch. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as callbacks from 'myelin';
import { Adam, type Callback } from 'myelin';
import { median } from './compare/statistics.ts';
import { forTrainings, type Task, timesInTurns } from './in-turns.ts';
import type { BenchOptions } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';

/** Epochs of one fit; what a callback does once a run is spread over them. */
const EPOCHS = 5;

type Make = (folder: string, probe: Probe) => readonly Callback[];
type Probe = readonly [x: unknown, y: unknown];

const monitor = 'loss';
const CONTENDERS: Readonly<Record<string, Make>> = {
  none: () => [],
  EarlyStopping: () => [new callbacks.EarlyStopping({ monitor, patience: 100 })],
  'EarlyStopping, restoreBestWeights': () => [
    new callbacks.EarlyStopping({ monitor, patience: 100, restoreBestWeights: true }),
  ],
  ReduceLROnPlateau: () => [new callbacks.ReduceLROnPlateau({ monitor })],
  LearningRateScheduler: () => [
    new callbacks.LearningRateScheduler({ schedule: (_epoch, rate) => rate }),
  ],
  SwapEMAWeights: () => [new callbacks.SwapEMAWeights({ swapOnEpoch: true })],
  'ModelCheckpoint, weights only': (folder) => [
    new callbacks.ModelCheckpoint({
      filepath: join(folder, 'weights.safetensors'),
      monitor,
      saveWeightsOnly: true,
    }),
  ],
  ModelCheckpoint: (folder) => [
    new callbacks.ModelCheckpoint({ filepath: join(folder, 'run.safetensors'), monitor }),
  ],
  BackupAndRestore: (folder) => [
    new callbacks.BackupAndRestore({ backupDir: join(folder, 'backup') }),
  ],
  'BackupAndRestore, every 50 batches': (folder) => [
    new callbacks.BackupAndRestore({ backupDir: join(folder, 'backup-50'), saveFreq: 50 }),
  ],
  CSVLogger: (folder) => [new callbacks.CSVLogger({ filename: join(folder, 'log.csv') })],
  TensorBoard: (folder) => [new callbacks.TensorBoard({ logDir: join(folder, 'board') })],
  'TensorBoard, histograms': (folder) => [
    new callbacks.TensorBoard({ logDir: join(folder, 'histograms'), histogramFreq: 1 }),
  ],
  LayerStatistics: (_folder, probe) => [new callbacks.LayerStatistics({ probe: probe as never })],
  LivePage: () => [new callbacks.LivePage({ output: { write: () => {} } as never })],
  LambdaCallback: () => [new callbacks.LambdaCallback({ onEpochEnd: () => {} })],
  'LambdaCallback on batches': () => [new callbacks.LambdaCallback({ onTrainBatchEnd: () => {} })],
  TerminateOnNaN: () => [new callbacks.TerminateOnNaN()],
};

/** Prints a table a workload: milliseconds an epoch, and what the callback added. */
export function compareCallbacks(options: BenchOptions): Promise<void> {
  return forTrainings(options, printTable);
}

async function printTable(task: Task): Promise<void> {
  const { name, network, loss, batchSize, steps, rounds, x, y } = task;
  const probe: Probe = [x.slice(0, batchSize), y.slice(0, batchSize)];
  const folder = await mkdtemp(join(tmpdir(), 'myelin-callbacks-'));
  const options = { batchSize, epochs: EPOCHS, verbose: 0 } as const;
  // A model each: some callbacks change the learning rate, or the weights.
  const contenders = Object.fromEntries(
    Object.entries(CONTENDERS).map(([title, make]) => {
      const model = myelinModel(network, loss, false, new Adam({ useEma: true }));
      return [title, () => model.fit(x, y, { ...options, callbacks: make(folder, probe) })];
    }),
  );
  for (const train of Object.values(contenders)) await train();
  const times = await timesInTurns(contenders, rounds).finally(() =>
    rm(folder, { recursive: true }),
  );
  const base = median(times.none ?? []) / EPOCHS;
  const lines = Object.entries(times).map(([title, all]) => {
    const time = median(all) / EPOCHS;
    const share = `${(100 * (time / base - 1)).toFixed(1)} %`;
    return [title, numberText(time), numberText(time - base), share];
  });
  console.log(`\n${name}, ${steps} steps an epoch, ${rounds} rounds\n`);
  const header = ['callback', 'ms an epoch', 'added', 'of an epoch'];
  console.log(alignColumns([header, ...lines], 2).join('\n'));
}
