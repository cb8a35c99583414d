import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { ArgumentError, CallbackList, NdArray, StateError } from '@myelin/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeRun } from '../../test-support/fake-run.ts';
import type { ReadEvent } from '../../test-support/read-events.ts';
import { namesOf, readEvents, scalarOf } from '../../test-support/read-events.ts';
import { TensorBoard } from './tensor-board.ts';

let logDir: string;

beforeEach(() => {
  logDir = mkdtempSync(path.join(tmpdir(), 'myelin-tensorboard-'));
});

afterEach(() => {
  rmSync(logDir, { recursive: true, force: true });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const files = (part: string): string[] => readdirSync(path.join(logDir, part)).sort();

const events = (part: string, index = 0): ReadEvent[] =>
  readEvents(readFileSync(path.join(logDir, part, files(part)[index]!)));

const valuesOf = (part: string): Record<string, number> =>
  Object.fromEntries(
    events(part)
      .filter(({ tag }) => tag)
      .map((event) => [`${event.tag}@${event.step}`, scalarOf(event)]),
  );

/** Plays epochs of some batches. */
async function train(
  board: TensorBoard,
  { epochs = 2, batches = 2, run = new FakeRun(), validates = false } = {},
): Promise<FakeRun> {
  const list = new CallbackList([board]);
  await list.onTrainBegin({}, run);
  for (let epoch = 0; epoch < epochs; epoch++) {
    await list.onEpochBegin(epoch, {}, run);
    for (let batch = 0; batch < batches; batch++) {
      run.iterations++;
      await list.onTrainBatchEnd(batch, { loss: 10 * epoch + batch }, run);
    }
    if (validates) await list.onTestEnd({ loss: epoch + 0.25 }, run);
    const validation = validates ? { val_loss: epoch + 0.25 } : {};
    await list.onEpochEnd(epoch, { accuracy: 0.5, loss: epoch, ...validation }, run);
  }
  await list.onTrainEnd({}, run);
  await run.over();
  return run;
}

test('writes the tags, steps and order that Keras writes', async () => {
  const run = new FakeRun();
  run.iterations = 7;
  await train(new TensorBoard({ logDir }), { run, batches: 5, validates: true });
  expect(namesOf(events('train'))).toEqual([
    'epoch_accuracy@0',
    'epoch_loss@0',
    'epoch_learning_rate@0',
    'epoch_accuracy@1',
    'epoch_loss@1',
    'epoch_learning_rate@1',
  ]);
  expect(namesOf(events('validation'))).toEqual([
    'evaluation_loss_vs_iterations@12',
    'epoch_loss@0',
    'evaluation_loss_vs_iterations@17',
    'epoch_loss@1',
  ]);
  expect(valuesOf('train')).toMatchObject({
    'epoch_loss@1': 1,
    'epoch_learning_rate@1': Math.fround(0.1),
  });
  expect(valuesOf('validation')).toMatchObject({ 'epoch_loss@1': 1.25 });
});

test('names files as TensorFlow does, and marks their version', async () => {
  await train(new TensorBoard({ logDir }));
  const [name] = files('train');
  const parts = `events\\.out\\.tfevents\\.\\d{10}\\.${hostname()}\\.${process.pid}\\.\\d+\\.v2`;
  expect(name).toMatch(new RegExp(`^${parts}$`));
  const [first, second] = events('train');
  expect(first).toMatchObject({ version: 'brain.Event:2', step: 0 });
  expect(second).toMatchObject({ plugin: 'scalars', shape: [] });
  expect(Math.abs(second!.wallTime - Date.now() / 1000)).toBeLessThan(60);
});

test('without validation there is no folder for it', async () => {
  await train(new TensorBoard({ logDir }));
  expect(readdirSync(logDir)).toEqual(['train']);
});

test('batches are counted from 1 through all epochs, and every `updateFreq`th is written', async () => {
  await train(new TensorBoard({ logDir, updateFreq: 3 }), { batches: 4 });
  // Batches 3, 6 are numbers 2 of epoch 0 and 1 of epoch 1. Keras would leave out both epochs.
  expect(valuesOf('train')).toMatchObject({ 'batch_loss@3': 2, 'batch_loss@6': 11 });
  expect(namesOf(events('train')).filter((name) => !name.startsWith('epoch_accuracy'))).toEqual([
    'batch_loss@3',
    'epoch_loss@0',
    'epoch_learning_rate@0',
    'batch_loss@6',
    'epoch_loss@1',
    'epoch_learning_rate@1',
  ]);
});

test('asks for no batch but those that it writes', () => {
  const run = new FakeRun();
  const board = new TensorBoard({ logDir, updateFreq: 3 });
  run.iterations = 100;
  board.onTrainBegin({}, run);
  expect(board.batchesToNext()).toBe(3);
  run.iterations = 101;
  expect(board.batchesToNext()).toBe(2);
  run.iterations = 103;
  expect(board.batchesToNext()).toBe(3);
  expect(new TensorBoard({ logDir }).batchesToNext()).toBe(Infinity);
  expect(new TensorBoard({ logDir, updateFreq: 'batch' }).batchesToNext()).toBe(1);
});

test('a run that is taken up again goes on counting', async () => {
  const first = new TensorBoard({ logDir, updateFreq: 2 });
  const run = new FakeRun();
  run.iterations = 10;
  first.onTrainBegin({}, run);
  run.iterations = 13;
  const state = first.saveState();
  const second = new TensorBoard({ logDir, updateFreq: 2 });
  second.onTrainBegin({}, run);
  second.loadState(state);
  expect(second.batchesToNext()).toBe(1);
  run.iterations = 14;
  second.onTrainBatchEnd(3, { loss: 1 }, run);
  await run.over();
  expect(namesOf(events('train'))).toEqual(['batch_loss@4']);
});

test('writes how many batches a second were trained', async () => {
  vi.useFakeTimers();
  const run = new FakeRun();
  const board = new TensorBoard({ logDir, updateFreq: 2, writeStepsPerSecond: true });
  board.onTrainBegin({}, run);
  board.onEpochBegin(0, {}, run);
  vi.advanceTimersByTime(500);
  run.iterations = 2;
  board.onTrainBatchEnd(1, { loss: 1 }, run);
  vi.advanceTimersByTime(500);
  board.onEpochEnd(0, { loss: 1 }, run);
  await run.over();
  expect(valuesOf('train')).toMatchObject({
    'batch_steps_per_second@2': 4,
    'epoch_steps_per_second@0': 2,
  });
});

test('draws histograms of all weights every `histogramFreq` epochs', async () => {
  class Weighted extends FakeRun {
    override weights(): Record<string, NdArray> {
      return {
        'dense/kernel': new NdArray(Float32Array.of(0, 30, 29.5), [1, 3]),
        'odd:name': new NdArray(Float32Array.of(1), [1]),
      };
    }
  }
  const board = new TensorBoard({ logDir, histogramFreq: 2 });
  await train(board, { epochs: 3, run: new Weighted() });
  const drawn = events('train').filter(({ plugin }) => plugin === 'histograms');
  expect(namesOf(drawn)).toEqual([
    'dense/kernel/histogram@0',
    'odd_name/histogram@0',
    'dense/kernel/histogram@2',
    'odd_name/histogram@2',
  ]);
  expect(drawn[0]!.shape).toEqual([30, 3]);
  const buckets = new Float64Array(drawn[0]!.content!.buffer);
  expect([...buckets.subarray(0, 3), ...buckets.subarray(87)]).toEqual([0, 1, 1, 29, 30, 2]);
});

test('evaluate writes and closes a file of its own each time', async () => {
  const list = new CallbackList([new TensorBoard({ logDir })]);
  const run = new FakeRun();
  run.iterations = 5;
  for (let again = 1; again <= 2; again++) {
    await list.onTestEnd({ loss: 0.5 }, run);
    expect(files('validation')).toHaveLength(again);
  }
  expect(namesOf(events('validation', 1))).toEqual(['evaluation_loss_vs_iterations@5']);
});

test('one run after another writes a file of its own', async () => {
  const board = new TensorBoard({ logDir });
  const run = await train(board);
  await train(board, { run });
  expect(files('train')).toHaveLength(2);
  expect(namesOf(events('train', 0))).toEqual(namesOf(events('train', 1)));
});

test('files can be read while training goes on, and after it was killed in the middle of a record', async () => {
  const run = new FakeRun();
  const board = new TensorBoard({ logDir });
  board.onTrainBegin({}, run);
  board.onEpochEnd(0, { loss: 1 }, run);
  expect(namesOf(events('train'))).toEqual(['epoch_loss@0', 'epoch_learning_rate@0']);
  board.onEpochEnd(1, { loss: 1 }, run);
  await run.over();
  const whole = readFileSync(path.join(logDir, 'train', files('train')[0]!));
  expect(readEvents(whole.subarray(0, -1))).toEqual(readEvents(whole).slice(0, -1));
});

test('what waits to be written is written when a run fails, and `evaluate` can follow', async () => {
  const run = new FakeRun();
  const board = new TensorBoard({ logDir, updateFreq: 'batch' });
  board.onTrainBegin({}, run);
  run.iterations = 1;
  board.onTrainBatchEnd(0, { loss: 1 }, run);
  await run.over();
  expect(namesOf(events('train'))).toEqual(['batch_loss@1']);
  board.onTestEnd({ loss: 2 }, run);
  expect(namesOf(events('validation'))).toEqual(['evaluation_loss_vs_iterations@1']);
});

test('long epochs are written every two seconds', async () => {
  vi.useFakeTimers();
  const run = new FakeRun();
  const board = new TensorBoard({ logDir, updateFreq: 'batch' });
  board.onTrainBegin({}, run);
  run.iterations = 1;
  board.onTrainBatchEnd(0, { loss: 1 }, run);
  expect(readdirSync(logDir)).toEqual([]);
  vi.advanceTimersByTime(2000);
  run.iterations = 2;
  board.onTrainBatchEnd(1, { loss: 1 }, run);
  expect(namesOf(events('train'))).toEqual(['batch_loss@1', 'batch_loss@2']);
  await run.over();
});

test('NaN and infinities are written as they are', async () => {
  const run = new FakeRun();
  const board = new TensorBoard({ logDir });
  board.onTrainBegin({}, run);
  board.onEpochEnd(0, { loss: Number.NaN, mae: -Infinity }, run);
  await run.over();
  expect(valuesOf('train')).toMatchObject({ 'epoch_loss@0': Number.NaN, 'epoch_mae@0': -Infinity });
});

test.each([
  ['logDir', { logDir: '' }],
  ['logDir', { logDir: 3 }],
  ['histogramFreq', { histogramFreq: -1 }],
  ['updateFreq', { updateFreq: 0 }],
  ['updateFreq', { updateFreq: 1.5 }],
  ['updateFreq', { updateFreq: 'step' }],
  ['writeStepsPerSecond', { writeStepsPerSecond: 1 }],
  ['writeGraph', { writeGraph: true }],
])('a bad `%s` is refused by its name: %o', (option, options) => {
  expect(() => new TensorBoard(options as object)).toThrow(ArgumentError);
  expect(() => new TensorBoard(options as object)).toThrow(`\`${option}\``);
});

test('says so when the folder cannot be made', () => {
  const file = path.join(logDir, 'file');
  writeFileSync(file, '');
  const board = new TensorBoard({ logDir: file });
  expect(() => board.onEpochEnd(0, { loss: 1 }, new FakeRun())).toThrow(ArgumentError);
  expect(() => board.onEpochEnd(0, { loss: 1 }, new FakeRun())).toThrow(
    /`logDir`, received .*file/,
  );
});

test('says so in a browser', () => {
  vi.stubGlobal('process', undefined);
  expect(() => new TensorBoard()).toThrow(StateError);
  expect(() => new TensorBoard()).toThrow(/TensorBoard: the callback writes files/);
});
