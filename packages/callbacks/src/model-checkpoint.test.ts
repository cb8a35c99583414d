import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ArgumentError,
  CallbackList,
  type Direction,
  type Logs,
  type NdArray,
  readState,
  type SavedState,
} from '@myelin/core';
import { fixtureCases, optionsFromKeras } from '@myelin/testkit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { emptyFolder } from '../test-support/empty-folder.ts';
import { FakeRun } from '../test-support/fake-run.ts';
import { revived } from '../test-support/revived.ts';
import { textLines } from '../test-support/text-lines.ts';
import { ModelCheckpoint, type ModelCheckpointOptions } from './model-checkpoint.ts';
import { CheckpointPath } from './model-checkpoint-path.ts';

interface RecordedCase {
  readonly name: string;
  readonly class: string;
  readonly config: { readonly filepath: string; readonly [name: string]: unknown };
  readonly series: Readonly<Record<string, readonly number[]>>;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly metrics?: readonly string[];
  readonly saves: readonly {
    readonly epoch: number;
    readonly batch?: number;
    readonly saved: readonly string[];
  }[];
  readonly stdout: readonly string[];
  readonly error?: object;
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** The formats of Keras become ours. */
const ours = (path: string): string => path.replace(/(\.weights\.h5|\.keras)$/, '.safetensors');

const all = await fixtureCases<RecordedCase>('keras/callbacks.json');
const cases = all.filter((one) => one.class === 'ModelCheckpoint');

describe('ModelCheckpoint as Keras 3 runs it', () => {
  test.each(cases.filter((one) => !one.error))('$name', (recorded) => compare(recorded, {}));

  test.each(cases.filter((one) => !one.error))('$name, in spans of batches', (recorded) =>
    compare(recorded, { isSpanned: true }),
  );

  test.each(cases.filter((one) => !one.error))('$name, interrupted after each batch', (recorded) =>
    compare(recorded, { isInterrupted: true }),
  );

  test.each(cases.filter((one) => one.error))('$name is an error', ({ config }) => {
    const options = optionsFromKeras(config) as unknown as ModelCheckpointOptions;
    expect(() => new ModelCheckpoint(options)).toThrow(ArgumentError);
    expect(() => new ModelCheckpoint(options)).toThrow(
      /Fix: pass \{ filepath: 'bad\.safetensors' \}/,
    );
  });
});

/** Where a run is: epoch and batch, counted from 0. */
interface Place {
  readonly epoch: number;
  readonly batch: number;
}

async function compare(
  recorded: RecordedCase,
  how: { isSpanned?: boolean; isInterrupted?: boolean },
): Promise<void> {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const folder = await emptyFolder();
  const output = textLines();
  const { saves } = await train(recorded, folder, output, how);
  expect(saves).toEqual(
    recorded.saves.map(({ saved, ...place }) => ({ ...place, saved: saved.map(ours) })),
  );
  expect(output.lines.map((line) => line.replace(`${folder}/`, '<dir>/'))).toEqual(
    recorded.stdout.map((line) => line.replace(/\.weights\.h5|\.keras/g, '.safetensors')),
  );
}

async function train(
  { config, series, epochs, batchesPerEpoch, metrics = [] }: RecordedCase,
  folder: string,
  output: ReturnType<typeof textLines>,
  { isSpanned = false, isInterrupted = false },
): Promise<{ saves: object[] }> {
  const saves: object[] = [];
  const run = new FakeRun(epochs, { accuracy: 'up' }, batchesPerEpoch);
  const filepath = join(folder, ours(config.filepath));
  const make = (): ModelCheckpoint =>
    new ModelCheckpoint({ ...optionsFromKeras(config), filepath, output });
  let callback = make();
  const list = (): CallbackList => new CallbackList([callback]);
  const note = async (place: Partial<Place>): Promise<void> => {
    const saved: string[] = [];
    for (const name of await readdir(folder)) {
      const { weights, iterations } = await readState(join(folder, name));
      const kernel = (weights as SavedState)['dense/kernel'] as NdArray;
      if (kernel.at(0) !== run.weight) continue;
      expect(iterations).toBe(config.save_weights_only ? undefined : run.iterations);
      saved.push(name);
    }
    if (saved.length > 0) saves.push({ ...place, saved });
  };
  await list().onTrainBegin({}, run);
  for (let epoch = 0; epoch < epochs; epoch++) {
    await list().onEpochBegin(epoch, {}, run);
    let heard = list().batchesToNext(run) - 1;
    for (let batch = 0; batch < batchesPerEpoch; batch++) {
      // Another number for each moment tells which files were written then.
      run.weight++;
      run.iterations++;
      if (isSpanned && batch < heard) continue;
      await list().onTrainBatchEnd(batch, { loss: 1 }, run);
      heard = batch + list().batchesToNext(run);
      await note({ epoch, batch });
      if (isInterrupted) callback = await revived(callback, make(), run);
    }
    run.weight++;
    const logs: Logs = { loss: 1 };
    for (const name of metrics) logs[name] = 0;
    for (const [name, values] of Object.entries(series)) logs[name] = values[epoch]!;
    await list().onEpochEnd(epoch, logs, run);
    await note({ epoch });
    if (isInterrupted) callback = await revived(callback, make(), run);
  }
  await list().onTrainEnd({}, run);
  return { saves };
}

describe('paths', () => {
  const values = new Map([
    ['epoch', 3],
    ['batch', 120],
    ['loss', 0.125],
    ['val_loss', -1234.5],
    ['acc 1', 1],
    ['bad', Number.NaN],
  ]);
  // What Python 3 gives for '…'.format(epoch=3, batch=120, loss=0.125, …).
  test.each([
    ['{epoch}', '3'],
    ['{epoch:d}-{epoch:02d}-{epoch:3d}-{batch:02d}', '3-03-  3-120'],
    ['{epoch:.1f}', '3.0'],
    ['{loss}-{val_loss}-{acc 1}', '0.125--1234.5-1.0'],
    ['{loss:.2f}-{loss:f}-{val_loss:.0f}', '0.12-0.125000--1234'],
    ['{val_loss:010.2f}-{loss:8.3f}', '-001234.50-   0.125'],
    ['{loss:.3e}-{loss:e}', '1.250e-01-1.250000e-01'],
    ['{bad}-{bad:06.2f}', 'nan-000nan'],
    ['{{{epoch}}}', '{3}'],
    ['runs/$1 {epoch}', 'runs/$1 3'],
  ])('%s is %s', (template, expected) => {
    expect(new CheckpointPath(`${template}.safetensors`).fill(values)).toBe(
      `${expected}.safetensors`,
    );
  });

  test.each([
    ['{epoch', /single \{/],
    ['epoch}', /single \}/],
    ['{}', /single|cannot be read/],
    ['{:02d}', /cannot be read/],
    ['{loss:d}', /`filepath` has the field \{loss:d\}/],
    ['{loss:.2d}', /cannot be read/],
    ['{loss:>8}', /cannot be read/],
    ['{loss:.3}', /cannot be read/],
    ['{loss:.101f}', /cannot be read/],
    ['{epoch:0100d}', /cannot be read/],
  ])('%s is refused', (template, message) => {
    expect(() => new CheckpointPath(`${template}.safetensors`)).toThrow(message);
  });

  test.each([
    ['best.keras', "'best.safetensors'"],
    ['best.weights.h5', "'best.safetensors'"],
    ['old.h5', "'old.safetensors'"],
    ['w{epoch:02d}-{val_loss:.2f}', "'w{epoch:02d}-{val_loss:.2f}.safetensors'"],
    ['a.b/c', "'a.b/c.safetensors'"],
  ])('%s has another ending, and is told what to write', (path, fix) => {
    expect(() => new CheckpointPath(path)).toThrow(ArgumentError);
    expect(() => new CheckpointPath(path)).toThrow(fix);
  });

  test('a value that is not logged is named, with those that are', () => {
    const path = new CheckpointPath('{val_acc:.2f}.safetensors');
    expect(() => path.fill(new Map([['epoch', 1]]))).toThrow(
      /names `val_acc`, and there are epoch\.\n {2}Fix: leave \{val_acc:\.2f\} out/,
    );
  });
});

test.each<[string, object]>([
  ['filepath', {}],
  ['filepath', { filepath: 5 }],
  ['saveFreq', { saveFreq: 0 }],
  ['saveFreq', { saveFreq: 1.5 }],
  ['saveFreq', { saveFreq: 'batch' }],
  ['saveFreq', { saveFreq: null }],
  ['mode', { mode: 'lower' }],
  ['saveBestOnly', { saveBestOnly: 1 }],
  ['saveWeightsOnly', { saveWeightsOnly: 'yes' }],
  ['verbose', { verbose: 2 }],
  ['initialValueThreshold', { initialValueThreshold: Number.NaN }],
  ['save_best_only', { save_best_only: true }],
])('a bad `%s` is refused by its name', (option, options) => {
  const filepath = option === 'filepath' ? {} : { filepath: 'a.safetensors' };
  const make = (): unknown => new ModelCheckpoint({ ...filepath, ...options } as never);
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});

/** Ends an epoch for each of the values. */
async function epochs(
  callback: ModelCheckpoint,
  values: readonly Logs[],
  directions: Readonly<Record<string, Direction>> = {},
): Promise<FakeRun> {
  const run = new FakeRun(values.length, directions);
  const list = new CallbackList([callback]);
  await list.onTrainBegin({}, run);
  for (const [epoch, logs] of values.entries()) {
    await list.onEpochBegin(epoch, {}, run);
    run.weight = epoch;
    await list.onEpochEnd(epoch, logs, run);
  }
  await list.onTrainEnd({}, run);
  return run;
}

const kernelIn = async (path: string): Promise<number> => {
  const { weights } = await readState(path);
  return ((weights as SavedState)['dense/kernel'] as NdArray).at(0);
};

test('folders are made, and the best value is kept from one run to the next', async () => {
  const filepath = join(await emptyFolder(), 'a', 'b', 'best.safetensors');
  const callback = new ModelCheckpoint({ filepath, monitor: 'loss', saveBestOnly: true });
  await epochs(callback, [{ loss: 0.5 }, { loss: 0.25 }, { loss: 0.3 }]);
  expect(await kernelIn(filepath)).toBe(1);
  await epochs(callback, [{ loss: 0.4 }, { loss: 0.3 }]);
  expect(await kernelIn(filepath)).toBe(1);
  expect(callback.best).toBe(0.25);
});

test('NaN is no improvement, except as the first value, which all are measured by', async () => {
  const filepath = join(await emptyFolder(), '{epoch}.safetensors');
  const callback = new ModelCheckpoint({ filepath, monitor: 'loss', saveBestOnly: true });
  await epochs(callback, [{ loss: 1 }, { loss: Number.NaN }, { loss: 0.5 }]);
  expect((await readdir(join(filepath, '..'))).sort()).toEqual(['1.safetensors', '3.safetensors']);
});

test('a missing value is warned of once a run, and the model is saved', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const filepath = join(await emptyFolder(), '{epoch}.safetensors');
  await epochs(new ModelCheckpoint({ filepath, saveBestOnly: true }), [{ loss: 1 }, { loss: 2 }]);
  expect(await readdir(join(filepath, '..'))).toHaveLength(2);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toMatch(
    /`val_loss` is not among the logged values \(loss\), so the model is saved in such epochs/,
  );
});

test('a value without a direction is an error that asks for one', async () => {
  const filepath = join(await emptyFolder(), 'a.safetensors');
  const callback = new ModelCheckpoint({ filepath, monitor: 'score', saveBestOnly: true });
  await expect(epochs(callback, [{ score: 1 }])).rejects.toThrow(/`mode` is "auto"/);
});

test('a folder in the place of the file is an error that says so', async () => {
  const filepath = join(await emptyFolder(), 'a.safetensors');
  await mkdir(filepath);
  await writeFile(join(filepath, 'mine'), '');
  await expect(epochs(new ModelCheckpoint({ filepath }), [{ loss: 1 }])).rejects.toThrow(
    /cannot be written.*\n {2}Fix: pass the path of a file, this is a folder/,
  );
});

test('batches are all heard of while the length of an epoch is not known', async () => {
  const callback = new ModelCheckpoint({ filepath: 'a.safetensors', saveFreq: 10 });
  expect(callback.batchesToNext(new FakeRun(1, {}, null))).toBe(1);
  const run = new FakeRun(1, {}, 100);
  expect(callback.batchesToNext(run)).toBe(10);
  expect(new ModelCheckpoint({ filepath: 'a.safetensors' }).batchesToNext(run)).toBe(Infinity);
});
