import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArgumentError, CallbackList, readState, SerializationError } from '@myelin/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { emptyFolder } from '../test-support/empty-folder.ts';
import { FakeRun } from '../test-support/fake-run.ts';
import { revived } from '../test-support/revived.ts';
import { BackupAndRestore, type BackupAndRestoreOptions } from './backup-and-restore.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Does epochs of 4 batches, and does not end the run. */
async function begin(
  options: BackupAndRestoreOptions,
  { epochs = 1, batches = 4 * epochs }: { epochs?: number; batches?: number } = {},
): Promise<{ run: FakeRun; list: CallbackList; callback: BackupAndRestore }> {
  const run = new FakeRun(3, {}, 4);
  const callback = new BackupAndRestore(options);
  const list = new CallbackList([callback]);
  await list.onTrainBegin({}, run);
  for (let i = 0; i < batches; i++) {
    if (i % 4 === 0) await list.onEpochBegin(i / 4, {}, run);
    run.iterations++;
    run.weight += 0.5;
    await list.onTrainBatchEnd(i % 4, {}, run);
    if (i % 4 === 3) await list.onEpochEnd((i - 3) / 4, {}, run);
  }
  return { run, list, callback };
}

const saved = async (folder: string, name = 'latest'): Promise<unknown> =>
  (await readState(join(folder, `${name}.safetensors`))).iterations;

test('a run without a backup begins anew, and makes none before its first epoch has ended', async () => {
  const backupDir = join(await emptyFolder(), 'a', 'backup');
  const { run } = await begin({ backupDir }, { epochs: 0 });
  expect(run.resumed).toBeUndefined();
  await expect(readdir(backupDir)).rejects.toThrow('ENOENT');
});

test('a run that finds a backup goes on from it', async () => {
  const backupDir = await emptyFolder();
  const { run: first } = await begin({ backupDir }, { epochs: 2 });
  expect(await readdir(backupDir)).toEqual(['latest.safetensors']);
  const { run } = await begin({ backupDir: `${backupDir}//` }, { epochs: 0 });
  expect(run.resumed).toEqual({ iterations: 8, weights: first.weights() });
});

test('it is saved when all callbacks have heard of the end of the epoch', async () => {
  const backupDir = await emptyFolder();
  const run = new FakeRun(3);
  const later = {
    onEpochEnd: () => {
      run.iterations = 77;
    },
  };
  const list = new CallbackList([new BackupAndRestore({ backupDir }), later as never]);
  await list.onEpochEnd(0, {}, run);
  expect(await saved(backupDir)).toBe(77);
});

test('it is saved after every n batches, counted on from epoch to epoch', async () => {
  const backupDir = await emptyFolder();
  const options = { backupDir, saveFreq: 3 };
  await begin(options, { batches: 2 });
  expect(await readdir(backupDir)).toEqual([]);
  await begin(options, { batches: 5 });
  expect(await saved(backupDir)).toBe(3);
  const { callback, run } = await begin(
    { ...options, backupDir: await emptyFolder() },
    { batches: 7 },
  );
  expect(callback.batchesToNext(run)).toBe(2);
});

test('the count of batches goes on after an interruption', async () => {
  const options = { backupDir: await emptyFolder(), saveFreq: 5 };
  const { callback, run } = await begin(options, { batches: 3 });
  const fresh = await revived(callback, new BackupAndRestore(options), run);
  expect(fresh.batchesToNext(run)).toBe(2);
  const list = new CallbackList([fresh]);
  run.iterations = 4;
  await list.onTrainBatchEnd(3, {}, run);
  await list.onEpochEnd(0, {}, run);
  expect(await readdir(options.backupDir)).toEqual([]);
  run.iterations = 5;
  await list.onTrainBatchEnd(0, {}, run);
  expect(await saved(options.backupDir)).toBe(5);
});

describe('when training ends', () => {
  test('a complete run removes its backup, and the folder if nothing else is in it', async () => {
    const backupDir = join(await emptyFolder(), 'backup');
    const options = { backupDir, doubleCheckpoint: true };
    const first = await begin(options, { epochs: 3 });
    await first.list.onTrainEnd({}, first.run);
    await expect(readdir(backupDir)).rejects.toThrow('ENOENT');
    await mkdir(backupDir);
    await writeFile(join(backupDir, 'mine'), 'x');
    const second = await begin(options, { epochs: 3 });
    await second.list.onTrainEnd({}, second.run);
    expect(await readdir(backupDir)).toEqual(['mine']);
  });

  test('so does one that a callback has stopped, and one that had nothing left to do', async () => {
    const options = { backupDir: await emptyFolder() };
    const { list, run } = await begin(options, { epochs: 1 });
    run.stop('enough');
    await list.onTrainEnd({}, run);
    await expect(readdir(options.backupDir)).rejects.toThrow('ENOENT');

    const done = await begin(options, { epochs: 3 });
    const fresh = await revived(done.callback, new BackupAndRestore(options), done.run);
    await new CallbackList([fresh]).onTrainEnd({}, done.run);
    await expect(readdir(options.backupDir)).rejects.toThrow('ENOENT');
  });

  test('one that was cut short keeps it, and so does deleteCheckpoint: false', async () => {
    const backupDir = await emptyFolder();
    const short = await begin({ backupDir }, { epochs: 2 });
    await short.list.onTrainEnd({}, short.run);
    expect(await saved(backupDir)).toBe(8);
    const kept = await begin({ backupDir, deleteCheckpoint: false }, { epochs: 3 });
    await kept.list.onTrainEnd({}, kept.run);
    expect(await saved(backupDir)).toBe(12);
  });
});

describe('a damaged backup', () => {
  const damage = async (folder: string, name = 'latest'): Promise<void> => {
    const path = join(folder, `${name}.safetensors`);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
  };

  test('is an error that says what to do, where there is no other', async () => {
    const backupDir = await emptyFolder();
    await begin({ backupDir });
    await damage(backupDir);
    await expect(begin({ backupDir })).rejects.toThrow(SerializationError);
    await expect(begin({ backupDir })).rejects.toThrow(
      /latest\.safetensors" cannot be used, and there is no other backup: .*\n {2}Fix: remove "/,
    );
  });

  test('gives way to the one before it, with one line of warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const backupDir = await emptyFolder();
    const options = { backupDir, doubleCheckpoint: true };
    await begin(options, { epochs: 3 });
    expect(await saved(backupDir, 'previous')).toBe(8);
    await damage(backupDir);
    const { run, list } = await begin(options, { epochs: 0 });
    expect(run.resumed?.iterations).toBe(8);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/latest\.safetensors" cannot be used/)],
    ]);
    // The damaged one does not take the place of the good one.
    run.iterations = 100;
    await list.onEpochEnd(2, {}, run);
    expect(await saved(backupDir, 'previous')).toBe(8);
    expect(await saved(backupDir)).toBe(100);
  });

  test('is an error where both are damaged', async () => {
    const backupDir = await emptyFolder();
    const options = { backupDir, doubleCheckpoint: true };
    await begin(options, { epochs: 2 });
    await damage(backupDir);
    await damage(backupDir, 'previous');
    await expect(begin(options)).rejects.toThrow(/previous\.safetensors" cannot be used/);
  });

  test('the one before it serves where the last one is missing', async () => {
    const backupDir = await emptyFolder();
    await begin({ backupDir, doubleCheckpoint: true }, { epochs: 2 });
    await rm(join(backupDir, 'latest.safetensors'));
    const { run } = await begin({ backupDir }, { epochs: 0 });
    expect(run.resumed?.iterations).toBe(4);
  });
});

test.each<[string, object]>([
  ['backupDir', {}],
  ['backupDir', { backupDir: '' }],
  ['saveFreq', { saveFreq: 0 }],
  ['saveFreq', { saveFreq: false }],
  ['doubleCheckpoint', { doubleCheckpoint: 1 }],
  ['deleteCheckpoint', { deleteCheckpoint: 'no' }],
  ['backup_dir', { backup_dir: 'x' }],
])('a bad `%s` is refused by its name', (option, options) => {
  const folder = option === 'backupDir' ? {} : { backupDir: 'x' };
  expect(() => new BackupAndRestore({ ...folder, ...options } as never)).toThrow(ArgumentError);
  expect(() => new BackupAndRestore({ ...folder, ...options } as never)).toThrow(`\`${option}\``);
});

test('an empty file is no backup: a browser was closed while it made its first one', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'latest.safetensors'), '');
  const { run } = await begin({ backupDir: folder });
  expect(run.resumed).toBeUndefined();
  expect(await saved(folder)).toBe(4);
});
