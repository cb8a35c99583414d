/** What each callback adds to the time of an epoch. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as callbacks from 'myelin';
import { Adam, type Callback, useBackend } from 'myelin';
import { median } from './compare/statistics.ts';
import { machineDescription } from './machine-description.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import { numberText } from './tables/number-text.ts';
import type { Training } from './workload.ts';

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
  SwapEMAWeights: () => [new callbacks.SwapEMAWeights()],
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
export async function compareCallbacks({
  work,
  rows,
  rounds,
  threads,
}: BenchOptions): Promise<void> {
  process.env.MYELIN_THREADS = String(threads);
  await useBackend('cpu');
  console.log(machineDescription());
  for (const workload of chosenWorkloads(work, ['mlp128_b32', 'pima_b32'])) {
    if (workload.kind === 'training') await tableOf(workload, rows, rounds);
  }
}

async function tableOf(
  workload: Training,
  limit: number | undefined,
  rounds: number,
): Promise<void> {
  const { name, network, loss, batchSize, full, load } = workload;
  const rows = Math.min(limit ?? 10_000, full.rows);
  const { x, y } = await load(rows);
  const probe: Probe = [x.slice(0, batchSize), y.slice(0, batchSize)];
  const folder = await mkdtemp(join(tmpdir(), 'myelin-callbacks-'));
  const model = myelinModel(network, loss, false, new Adam({ useEma: true }));
  const train = (make: Make) =>
    model.fit(x, y, {
      batchSize,
      epochs: EPOCHS,
      verbose: 0,
      callbacks: make(folder, probe),
    });
  const times = Object.fromEntries(Object.keys(CONTENDERS).map((title) => [title, [] as number[]]));
  await train(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [title, make] of Object.entries(CONTENDERS)) {
      const start = performance.now();
      await train(make);
      times[title]?.push((performance.now() - start) / EPOCHS);
    }
  }
  model.dispose();
  await rm(folder, { recursive: true });
  const base = median(times.none ?? []);
  const lines = Object.entries(times).map(([title, all]) => {
    const time = median(all);
    return [
      title,
      numberText(time),
      numberText(time - base),
      `${(100 * (time / base - 1)).toFixed(1)} %`,
    ];
  });
  console.log(`\n${name}, ${Math.ceil(rows / batchSize)} steps an epoch, ${rounds} rounds\n`);
  const header = ['callback', 'ms an epoch', 'added', 'of an epoch'];
  console.log(alignColumns([header, ...lines], 2).join('\n'));
}
