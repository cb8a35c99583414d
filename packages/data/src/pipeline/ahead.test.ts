import { DataError, type NdArray, ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { watched } from '../../test-support/watched.ts';
import { Dataset } from './dataset.ts';

const later = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a parallel map', () => {
  /** Calls that go on at the same time, which are answered when the test says. */
  function calls() {
    const open = new Map<number, () => void>();
    const transform = (x: NdArray): Promise<NdArray> =>
      new Promise((resolve) => open.set(x.at(), () => resolve(ndArray(10 * x.at()))));
    const answer = (n: number): void => {
      open.get(n)?.();
      open.delete(n);
    };
    return { open, transform, answer };
  }

  test('has so many calls open, and keeps the order', async () => {
    const { open, transform, answer } = calls();
    const elements = Dataset.range(5).map(transform, { parallel: 3 })[Symbol.asyncIterator]();
    const first = elements.next();
    await later();
    expect([...open.keys()]).toEqual([0, 1, 2]);
    answer(2);
    answer(1);
    await later();
    expect([...open.keys()]).toEqual([0]);
    answer(0);
    expect((await first).value?.at()).toBe(0);
    await later();
    expect([...open.keys()]).toEqual([3]);
    expect((await elements.next()).value?.at()).toBe(10);
    expect((await elements.next()).value?.at()).toBe(20);
    await later();
    expect([...open.keys()]).toEqual([3, 4]);
    answer(4);
    answer(3);
    expect((await elements.next()).value?.at()).toBe(30);
    expect((await elements.next()).value?.at()).toBe(40);
    expect((await elements.next()).done).toBe(true);
  });

  test('gives first what is ready first, on request', async () => {
    const { transform, answer } = calls();
    const dataset = Dataset.range(3).map(transform, { parallel: 3, deterministic: false });
    const elements = dataset[Symbol.asyncIterator]();
    const first = elements.next();
    await later();
    answer(2);
    expect((await first).value?.at()).toBe(20);
    answer(0);
    expect((await elements.next()).value?.at()).toBe(0);
    answer(1);
    expect((await elements.next()).value?.at()).toBe(10);
    expect((await elements.next()).done).toBe(true);
  });

  test.each([{ parallel: 1 }, { parallel: 4 }])(
    'says at which element the function failed, after those before it: $parallel',
    async (options) => {
      const cause = new TypeError('no number');
      const seen: number[] = [];
      const dataset = Dataset.range(9).map(async (x) => {
        if (x.at() === 2) throw cause;
        return x;
      }, options);
      const error = await (async () => {
        for await (const x of dataset) seen.push(x.at());
      })().catch((reason) => reason);
      expect(seen).toEqual([0, 1]);
      expect(error).toBeInstanceOf(DataError);
      expect(error.message).toContain('Dataset.map: the function failed at element 2: no number');
      expect(error.cause).toBe(cause);
    },
  );

  test('takes functions that do not wait, and refuses what makes no sense', async () => {
    const dataset = Dataset.range(5).map((x) => ndArray(x.at() ** 2), { parallel: 2 });
    expect(dataset.cardinality).toBe(5);
    expect(await plainElements(dataset)).toEqual([0, 1, 4, 9, 16]);
    const nothing = Dataset.range(2).map((() => undefined) as never, { parallel: 2 });
    await expect(collect(nothing)).rejects.toThrow('received undefined for element 0');
    const map = (options: object) => () => Dataset.range(1).map((x) => x, options);
    expect(map({ parallel: 0 })).toThrow(/`parallel`/);
    expect(map({ deterministic: false })).toThrow(/`deterministic` must be true/);
    expect(map({ paralel: 2 })).toThrow(/did you mean `parallel`/);
  });
});

describe('prefetch', () => {
  test.each([
    { kind: 'at once', isPromised: false },
    { kind: 'promised', isPromised: true },
  ])('fetches ahead so many elements that come $kind, and no more', async ({ isPromised }) => {
    const { dataset, counts } = watched(Infinity, isPromised);
    const elements = dataset.prefetch(3)[Symbol.asyncIterator]();
    await later();
    expect(counts.made).toBe(0);
    expect((await elements.next()).value?.at()).toBe(0);
    await later();
    expect(counts.made).toBe(4);
    await later();
    expect(counts.made).toBe(4);
    expect((await elements.next()).value?.at()).toBe(1);
    await later();
    expect(counts.made).toBe(5);
    await elements.return?.();
    expect(counts.closed).toBe(1);
  });

  test('changes neither elements nor their number', async () => {
    const dataset = Dataset.range(7).prefetch();
    expect(dataset.cardinality).toBe(7);
    expect(String(dataset.elementSpec)).toBe('int32 []');
    expect(await plainElements(dataset.batch(3).prefetch(1).repeat(2))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6],
      [0, 1, 2],
      [3, 4, 5],
      [6],
    ]);
    expect(() => dataset.prefetch(0)).toThrow(/`bufferSize`/);
  });

  test('keeps an error until its turn', async () => {
    const dataset = Dataset.range(4).map((x) => {
      if (x.at() === 2) throw new Error('mine');
      return x;
    });
    const seen: number[] = [];
    const pass = (async () => {
      for await (const x of dataset.prefetch(4)) {
        seen.push(x.at());
        await later();
      }
    })();
    await expect(pass).rejects.toThrow('mine');
    expect(seen).toEqual([0, 1]);
  });
});
