import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArgumentError, CallbackList, type Logs } from '@myelin/core';
import { fixtureCases, optionsFromKeras } from '@myelin/testkit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { emptyFolder } from '../test-support/empty-folder.ts';
import { FakeRun } from '../test-support/fake-run.ts';
import { revived } from '../test-support/revived.ts';
import { CSVLogger } from './csv-logger.ts';

interface RecordedCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly initialText: string | null;
  readonly epochLogs: readonly Logs[];
  readonly text: string;
}

afterEach(() => {
  vi.restoreAllMocks();
});

const run = new FakeRun();

async function log(callback: CSVLogger, epochLogs: readonly Logs[]): Promise<void> {
  const list = new CallbackList([callback]);
  await list.onTrainBegin({}, run);
  for (const [epoch, logs] of epochLogs.entries()) await list.onEpochEnd(epoch, logs, run);
  await list.onTrainEnd({}, run);
}

const all = await fixtureCases<RecordedCase>('keras/callbacks.json');

test.each(all.filter((one) => one.class === 'CSVLogger'))(
  '$name as Keras writes it',
  async (one) => {
    const filename = join(await emptyFolder(), 'log.csv');
    if (one.initialText !== null) await writeFile(filename, one.initialText);
    await log(new CSVLogger({ ...optionsFromKeras(one.config), filename }), one.epochLogs);
    expect(await readFile(filename, 'utf8')).toBe(one.text);
  },
);

test('values that are not finite, separators and quotes are written as Python writes them', async () => {
  const filename = join(await emptyFolder(), 'runs', 'log.csv');
  const callback = new CSVLogger({ filename, separator: '.' });
  await log(callback, [{ loss: Number.NaN, 'val_a "b"': -Infinity, val_c: 0.5 }]);
  expect(await readFile(filename, 'utf8')).toBe(
    'epoch.loss."val_a ""b""".val_c\r\n0.nan.-inf."0.5"\r\n',
  );
});

test('each epoch can be read as soon as it ends; what was there before goes with the first', async () => {
  const filename = join(await emptyFolder(), 'log.csv');
  await writeFile(filename, 'of the run before');
  const list = new CallbackList([new CSVLogger({ filename })]);
  await list.onTrainBegin({}, run);
  await list.onEpochEnd(0, { val_loss: 2 }, run);
  expect(await readFile(filename, 'utf8')).toBe('epoch,val_loss\r\n0,2.0\r\n');
  await list.onEpochEnd(1, { val_loss: 1, new: 5 }, run);
  expect(await readFile(filename, 'utf8')).toBe('epoch,val_loss\r\n0,2.0\r\n1,1.0\r\n');
});

test('a run without epochs leaves an empty file, as in Keras', async () => {
  const filename = join(await emptyFolder(), 'log.csv');
  await writeFile(filename, 'of the run before');
  await log(new CSVLogger({ filename }), []);
  expect(await readFile(filename, 'utf8')).toBe('');
});

test('a file that is added to and is empty gets its header', async () => {
  const filename = join(await emptyFolder(), 'log.csv');
  await log(new CSVLogger({ filename, append: true }), [{ val_loss: 1 }]);
  await log(new CSVLogger({ filename, append: true }), [{ val_loss: 2 }]);
  expect(await readFile(filename, 'utf8')).toBe('epoch,val_loss\r\n0,1.0\r\n0,2.0\r\n');
});

describe('a run that is taken up again', () => {
  test.each([false, true])(
    'goes on behind the row after which it was saved (append: %s)',
    async (append) => {
      const filename = join(await emptyFolder(), 'log.csv');
      await writeFile(filename, 'epoch,val_loss\r\n0,9.0\r\n');
      const old = new CSVLogger({ filename, append });
      const list = new CallbackList([old]);
      await list.onTrainBegin({}, run);
      await list.onEpochEnd(0, { val_loss: 1 }, run);
      const fresh = await revived(old, new CSVLogger({ filename, append }), run);
      // The old run goes on for an epoch and a half before it is killed.
      await list.onEpochEnd(1, { val_loss: 2 }, run);
      await writeFile(filename, '2,3', { flag: 'a' });
      await new CallbackList([fresh]).onEpochEnd(1, { val_loss: 4, other: 1 }, run);
      const before = append ? '0,9.0\r\n' : '';
      expect(await readFile(filename, 'utf8')).toBe(
        `epoch,val_loss\r\n${before}0,1.0\r\n1,4.0\r\n`,
      );
    },
  );

  test('keeps its rows when there is nothing left to do', async () => {
    const filename = join(await emptyFolder(), 'log.csv');
    const old = new CSVLogger({ filename });
    await log(old, [{ val_loss: 1 }]);
    const fresh = await revived(old, new CSVLogger({ filename }), run);
    await new CallbackList([fresh]).onTrainEnd({}, run);
    expect(await readFile(filename, 'utf8')).toBe('epoch,val_loss\r\n0,1.0\r\n');
  });

  test('warns when the file has lost rows, and goes on', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const filename = join(await emptyFolder(), 'log.csv');
    const old = new CSVLogger({ filename });
    await log(old, [{ val_loss: 1 }]);
    await truncate(filename, 0);
    const fresh = await revived(old, new CSVLogger({ filename }), run);
    await new CallbackList([fresh]).onEpochEnd(1, { val_loss: 2 }, run);
    expect(await readFile(filename, 'utf8')).toBe('epoch,val_loss\r\n1,2.0\r\n');
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/has lost rows .*\(0 bytes of 23\)/)]]);
  });
});

test.each<[string, object]>([
  ['filename', {}],
  ['filename', { filename: '' }],
  ['separator', { filename: 'a', separator: '' }],
  ['separator', { filename: 'a', separator: ', ' }],
  ['separator', { filename: 'a', separator: '"' }],
  ['append', { filename: 'a', append: 1 }],
  ['sep', { filename: 'a', sep: ',' }],
])('a bad `%s` is refused by its name', (option, options) => {
  expect(() => new CSVLogger(options as never)).toThrow(ArgumentError);
  expect(() => new CSVLogger(options as never)).toThrow(`\`${option}\``);
});
