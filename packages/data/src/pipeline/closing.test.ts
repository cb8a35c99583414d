import { AbortError, type NdArray, ndArray } from '@myelin/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { watched } from '../../test-support/watched.ts';
import { Dataset } from './dataset.ts';
import { fromGenerator } from './from-generator.ts';

const rejections: unknown[] = [];
const note = (reason: unknown): number => rejections.push(reason);
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

beforeEach(() => process.on('unhandledRejection', note));
afterEach(async () => {
  await later();
  process.off('unhandledRejection', note);
  expect(rejections.splice(0)).toEqual([]);
});

type Operation = (dataset: Dataset<NdArray>) => Dataset<unknown>;

const operations: readonly (readonly [string, Operation])[] = [
  ['nothing', (d) => d],
  ['map', (d) => d.map((x) => x)],
  ['a map that waits', (d) => d.map(async (x) => x)],
  ['a parallel map', (d) => d.map(async (x) => x, { parallel: 3 })],
  ['an unordered map', (d) => d.map(async (x) => x, { parallel: 3, deterministic: false })],
  ['filter', (d) => d.filter((x) => x.at() % 2 === 0)],
  ['batch', (d) => d.batch(2)],
  ['paddedBatch', (d) => d.paddedBatch(2)],
  ['window', (d) => d.window(2)],
  ['windows in a row', (d) => d.window(2).flatMap((window) => window.batch(2))],
  ['shuffle', (d) => d.shuffle(3)],
  ['repeat', (d) => d.repeat()],
  ['skip', (d) => d.skip(1)],
  ['enumerate', (d) => d.enumerate()],
  ['scan', (d) => d.scan(0, (n, x) => [n + 1, x])],
  ['shard', (d) => d.shard(2, 0)],
  ['concatenate', (d) => Dataset.range(1).concatenate(d)],
  ['zip', (d) => Dataset.zip([Dataset.range(9), d])],
  ['interleave', (d) => Dataset.range(1).interleave(() => d, { cycleLength: 2 })],
  ['choose', (d) => Dataset.chooseFromDatasets([Dataset.range(9), d], Dataset.range(2).repeat())],
  ['sample', (d) => Dataset.sampleFromDatasets([d])],
  ['prefetch', (d) => d.prefetch(3)],
  ['cache', (d) => d.take(9).cache()],
  ['unbatch', (d) => d.batch(2).unbatch()],
  ['assertCardinality', (d) => d.assertCardinality(Infinity)],
  ['withSignal', (d) => d.withSignal(new AbortController().signal)],
];

describe.each([
  { kind: 'at once', isPromised: false },
  { kind: 'promised', isPromised: true },
])('elements that come $kind', ({ isPromised }) => {
  test.each(operations)(
    'behind %s: leaving a loop closes the source once',
    async (_, operation) => {
      const { dataset, counts } = watched(Infinity, isPromised);
      let taken = 0;
      for await (const element of operation(dataset)) {
        expect(element).toBeDefined();
        if (++taken === 3) break;
      }
      expect(counts).toMatchObject({ opened: 1, closed: 1 });
      const { made } = counts;
      await later();
      expect(counts.made).toBe(made);
    },
  );

  test.each(operations)(
    'behind %s: an error downstream closes the source once',
    async (_, operation) => {
      const { dataset, counts } = watched(Infinity, isPromised);
      let taken = 0;
      const broken = operation(dataset).map((): NdArray => {
        if (++taken === 3) throw new Error('mine');
        return ndArray(taken);
      });
      await expect(collect(broken)).rejects.toThrow(
        'Dataset.map: the function failed at element 2: mine',
      );
      expect(counts).toMatchObject({ opened: 1, closed: 1 });
    },
  );

  test.each(operations)(
    'behind %s: nothing happens before an element is asked for',
    async (_, operation) => {
      const { dataset, counts } = watched(Infinity, isPromised);
      const elements = operation(dataset)[Symbol.asyncIterator]();
      await later();
      expect(counts).toEqual({ opened: 0, made: 0, closed: 0 });
      await elements.return?.();
      expect(counts).toEqual({ opened: 0, made: 0, closed: 0 });
    },
  );

  test('a source that has ended is not closed', async () => {
    const { dataset, counts } = watched(4, isPromised);
    for (const [, operation] of operations.slice(1, 5)) await collect(operation(dataset));
    expect(counts).toEqual({ opened: 4, made: 16, closed: 0 });
  });

  test('each repetition and each inner data set is closed before the next begins', async () => {
    const { dataset, counts } = watched(Infinity, isPromised);
    expect(await collect(dataset.take(2).repeat(3))).toHaveLength(6);
    expect(counts).toEqual({ opened: 3, made: 6, closed: 3 });
    expect(await collect(Dataset.range(2).flatMap(() => dataset.take(2)))).toHaveLength(4);
    expect(counts).toEqual({ opened: 5, made: 10, closed: 5 });
  });

  test('no more is made than asked for', async () => {
    const { dataset, counts } = watched(Infinity, isPromised);
    await collect(
      dataset
        .map((x) => x)
        .filter(() => true)
        .batch(4)
        .take(2),
    );
    expect(counts.made).toBe(8);
  });
});

test('the finally blocks of generators run, before the loop is left', async () => {
  const log: string[] = [];
  const dataset = fromGenerator(async function* (signal) {
    try {
      for (let i = 0; ; i++) yield i;
    } finally {
      log.push(`closed ${signal.aborted}`);
    }
  });
  for await (const _ of dataset.batch(2).prefetch()) break;
  log.push('left');
  expect(log).toEqual(['closed true', 'left']);
});

test('an error of closing comes out of a loop that is left, and hides no other', async () => {
  const dataset = fromGenerator(function* () {
    try {
      yield 1;
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: that is what is tried
      throw new Error('closing');
    }
  });
  const leave = async (): Promise<void> => {
    for await (const _ of dataset) break;
  };
  await expect(leave()).rejects.toThrow('closing');
  const broken = dataset.map((): never => {
    throw new Error('mapping');
  });
  await expect(collect(broken)).rejects.toThrow('mapping');
});

test('two passes at a time know nothing of one another', async () => {
  const { dataset, counts } = watched(3);
  const a = dataset.batch(2)[Symbol.asyncIterator]();
  const b = dataset.batch(2)[Symbol.asyncIterator]();
  await a.next();
  await b.next();
  await a.return?.();
  expect((await b.next()).value?.toArray()).toEqual([2]);
  expect(await a.next()).toEqual({ done: true, value: undefined });
  expect(counts.closed).toBe(1);
});

test('answers come in the order in which they were asked for', async () => {
  for (const isPromised of [false, true]) {
    const elements = watched(3, isPromised).dataset[Symbol.asyncIterator]();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => elements.next()));
    expect(answers.map(({ value }) => value?.at())).toEqual([0, 1, 2, undefined, undefined]);
  }
});

describe('withSignal', () => {
  test('ends a pass that waits for a source that never answers', async () => {
    let isTold = false;
    const dataset = fromGenerator<number>(
      (signal) =>
        ({
          next: () => new Promise(() => {}),
          return: () => new Promise(() => {}),
          [Symbol.asyncIterator]() {
            signal.addEventListener('abort', () => (isTold = true));
            return this;
          },
        }) as never,
    );
    const controller = new AbortController();
    const pass = collect(
      dataset
        .batch(2)
        .prefetch(2)
        .withSignal(controller.signal)
        .map((x) => x),
    );
    await later();
    controller.abort(new Error('enough'));
    const error = await pass.catch((reason) => reason);
    expect(error).toBeInstanceOf(AbortError);
    expect(error.cause).toEqual(new Error('enough'));
    expect(isTold).toBe(true);
  });

  test('ends a loop over elements that are there at once', async () => {
    const { dataset, counts } = watched();
    await expect(collect(dataset.withSignal(AbortSignal.timeout(30)))).rejects.toThrow(AbortError);
    expect(counts.closed).toBe(1);
    const fired = AbortSignal.abort();
    await expect(collect(dataset.withSignal(fired))).rejects.toThrow('Dataset.withSignal');
    expect(counts.opened).toBe(1);
    expect(() => dataset.withSignal(3 as never)).toThrow(/`signal` must be an AbortSignal/);
  });
});

test('a stream asks for an element when its reader does, and closes the source', async () => {
  const { dataset, counts } = watched();
  const reader = dataset.toReadableStream().getReader();
  await later();
  expect(counts.made).toBe(0);
  expect((await reader.read()).value?.at()).toBe(0);
  expect(counts.made).toBe(1);
  await reader.cancel();
  expect(counts.closed).toBe(1);
});

test('timers run beside a pass over elements that are all there at once', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const end = performance.now() + 4000;
  const busy = fromGenerator(function* () {
    while (ticks < 3 && performance.now() < end) yield 1;
  });
  // All that is asked for is one element, which never comes.
  await collect(busy.filter(() => false).batch(1000));
  clearInterval(timer);
  expect(ticks).toBe(3);
});

test('a pass may be closed by the very function that it calls', async () => {
  const { dataset, counts } = watched();
  const controller = new AbortController();
  const stopping = dataset.withSignal(controller.signal).map((x) => {
    if (x.at() === 2) controller.abort();
    return x;
  });
  await expect(collect(stopping)).rejects.toThrow(AbortError);
  expect(counts).toEqual({ opened: 1, made: 3, closed: 1 });

  const elements = dataset
    .map((x) => {
      if (x.at() === 1) void elements.return?.();
      return x;
    })
    [Symbol.asyncIterator]();
  await elements.next();
  expect((await elements.next()).done).toBe(true);
  expect(counts.closed).toBe(2);
});
