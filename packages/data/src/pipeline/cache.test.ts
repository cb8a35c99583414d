import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, type NdArray, ndArray, setRandomSeed, stringArray } from '@myelin/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { watched } from '../../test-support/watched.ts';
import { Dataset } from './dataset.ts';
import { clearCache } from './folder-cache.ts';
import { fromArrays } from './from-arrays.ts';
import { fromTensorSlices } from './from-tensor-slices.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'myelin-cache-')), 'kept');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const filesIn = async (): Promise<string[]> => readdir(folder).catch(() => []);

async function takeTwo(dataset: Dataset<unknown>): Promise<void> {
  let taken = 0;
  for await (const _ of dataset) if (++taken === 2) break;
}

describe.each(['memory', 'a folder'])('in %s', (place) => {
  const cached = <E>(dataset: Dataset<E>): Dataset<E> =>
    dataset.cache(place === 'memory' ? undefined : folder);

  test.each([false, true])('elements are made once', async (isPromised) => {
    const { dataset, counts } = watched(5, isPromised);
    const kept = cached(dataset);
    expect(counts.opened).toBe(0);
    for (let pass = 0; pass < 3; pass++) {
      expect(await plainElements(kept)).toEqual([0, 1, 2, 3, 4]);
    }
    expect(counts).toEqual({ opened: 1, made: 5, closed: 0 });
  });

  test('a pass that is broken off keeps nothing', async () => {
    const { dataset, counts } = watched(5);
    const kept = cached(dataset);
    await takeTwo(kept);
    expect(counts).toEqual({ opened: 1, made: 2, closed: 1 });
    expect(await filesIn()).toEqual([]);
    expect(await plainElements(kept)).toEqual([0, 1, 2, 3, 4]);
    expect(await plainElements(kept)).toEqual([0, 1, 2, 3, 4]);
    expect(counts.opened).toBe(2);
  });

  test('whoever takes exactly as many as there are fills it', async () => {
    const { dataset, counts } = watched(5);
    const kept = cached(dataset.assertCardinality(5));
    expect(await plainElements(kept.take(5))).toEqual([0, 1, 2, 3, 4]);
    expect(await plainElements(kept)).toEqual([0, 1, 2, 3, 4]);
    expect(counts.opened).toBe(1);
  });

  test('two passes at a time both bring all', async () => {
    const { dataset } = watched(5);
    const kept = cached(dataset);
    const passes = [kept, kept].map((one) => plainElements(one));
    expect(await Promise.all(passes)).toEqual([
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4],
    ]);
    expect(await plainElements(kept)).toEqual([0, 1, 2, 3, 4]);
  });

  test('what is shuffled before stays in its order, behind it is shuffled anew', async () => {
    setRandomSeed(4);
    const rows = fromTensorSlices(Int32Array.from({ length: 50 }, (_, i) => i));
    const kept = cached(rows.shuffle());
    expect(await plainElements(kept)).toEqual(await plainElements(kept));
    expect(await plainElements(kept.shuffle())).not.toEqual(await plainElements(kept.shuffle()));
    expect(await plainElements(kept.batch(50))).toEqual([await plainElements(kept)]);
  });

  test('numbers, texts, types and shapes stay as they are', async () => {
    const elements = [
      { x: ndArray([1, 2]), y: [stringArray('a'), ndArray([true])] },
      { x: ndArray([3, 4]), y: [stringArray('\ud800, 한국 and "more"'), ndArray([false])] },
      { x: ndArray([0.1]), y: [stringArray(''), ndArray([true])] },
      { x: ndArray(Float64Array.of(0.1), [1], 'float64'), y: [stringArray('d'), ndArray([true])] },
      { x: ndArray(new Float32Array(0), [0, 2]), y: [stringArray('e'), ndArray([true])] },
    ];
    const kept = cached(Dataset.range(5).map((i) => elements[i.at()]!));
    await collect(kept);
    const again = await collect(kept);
    expect(again).toEqual(elements);
    expect(again.map(({ x }) => x.dtype)).toEqual([
      'int32',
      'int32',
      'float32',
      'float64',
      'float32',
    ]);
  });

  test('an empty data set is kept too', async () => {
    const { dataset, counts } = watched(0);
    const kept = cached(dataset);
    expect(await plainElements(kept)).toEqual([]);
    expect(await plainElements(kept)).toEqual([]);
    expect(counts.opened).toBe(1);
  });

  test('what never ends is refused', () => {
    expect(() => cached(Dataset.range(2).repeat())).toThrow(
      /Fix: call cache\(\) before repeat\(\)/,
    );
  });

  test('an error in the first pass keeps nothing', async () => {
    let isBroken = true;
    const kept = cached(
      Dataset.range(3).map((x) => {
        if (isBroken && x.at() === 2) throw new Error('mine');
        return x;
      }),
    );
    await expect(collect(kept)).rejects.toThrow('mine');
    expect(await filesIn()).toEqual([]);
    isBroken = false;
    expect(await plainElements(kept)).toEqual([0, 1, 2]);
  });
});

describe('a folder', () => {
  test('serves another data set, as in a later program, and is cleared on request', async () => {
    await collect(Dataset.range(5).cache(folder));
    const { dataset, counts } = watched(5);
    expect(await plainElements(dataset.cache(folder))).toEqual([0, 1, 2, 3, 4]);
    expect(counts.opened).toBe(0);
    await clearCache(folder);
    expect(await filesIn()).toEqual([]);
    await collect(dataset.cache(folder));
    expect(counts.opened).toBe(1);
  });

  test('holds large data sets in files of some megabytes, which are read one at a time', async () => {
    const rows = Dataset.range(40).map((i) => ndArray(new Float32Array(2 ** 17).fill(i.at())));
    const kept = rows.cache(folder);
    await collect(kept);
    // 40 arrays of half a megabyte, in files of 8 MiB; and the index.
    expect(await filesIn()).toHaveLength(3 + 1);
    const sums = await plainElements(kept.map((x) => ndArray([x.at(0), x.at(-1)])));
    expect(sums).toEqual(Array.from({ length: 40 }, (_, i) => [i, i]));
    await takeTwo(kept);
    await clearCache(folder);
    expect(await filesIn()).toEqual([]);
  });

  test('a pass that is broken off after some files leaves none', async () => {
    const rows = Dataset.range(40).map((i) => ndArray(new Float32Array(2 ** 17).fill(i.at())));
    for await (const x of rows.cache(folder)) if (x.at(0) === 30) break;
    expect(await filesIn()).toEqual([]);
  });

  test('what a killed program left is removed by the next', async () => {
    const rows = (count: number): Dataset<NdArray> =>
      Dataset.range(count).map((i) => ndArray(new Float32Array(2 ** 20).fill(i.at())));
    const elements = rows(9).cache(folder)[Symbol.asyncIterator]();
    for (let i = 0; i < 5; i++) await elements.next();
    // Nobody closes this pass: its files lie there as if the program had died.
    expect((await filesIn()).length).toBeGreaterThan(2);
    await collect(rows(3).cache(folder));
    expect(await filesIn()).toHaveLength(2 + 1);
    // The other pass goes on, and finds that its elements do not count.
    while (!(await elements.next()).done);
    expect(
      await plainElements(
        rows(3)
          .cache(folder)
          .map((x) => ndArray(x.at(0))),
      ),
    ).toEqual([0, 1, 2]);
  });

  test('filled by another data set is noticed', async () => {
    await collect(Dataset.range(5).cache(folder));
    const error = await collect(Dataset.range(6).cache(folder)).catch((reason) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain('keeps 5 elements, and the data set has 6');
  });

  test.each<[string, (path: string, bytes: Uint8Array) => Promise<unknown>, string]>([
    ['a missing chunk', (path) => rm(path), 'chunk 0 is missing'],
    [
      'a chunk that is cut off',
      (path, bytes) => writeFile(path, bytes.subarray(0, 50)),
      'chunk 0 has 50 bytes',
    ],
    [
      'a changed chunk',
      (path, bytes) =>
        writeFile(
          path,
          bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)),
        ),
      'a chunk cannot be read',
    ],
  ])('%s is noticed', async (_, damage, message) => {
    const kept = fromArrays([1, 2], ['a', 'b']).cache(folder);
    await collect(kept);
    const chunk = (await filesIn()).find((name) => name.endsWith('-0.safetensors'))!;
    const path = join(folder, chunk);
    await damage(path, await readFile(path));
    const error = await collect(kept).catch((reason) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(`is damaged: ${message}`);
    expect(error.message).toContain('Fix: empty it with clearCache');
    await clearCache(folder);
    expect(await plainElements(kept)).toHaveLength(2);
  });

  test('a damaged index is noticed, and can be cleared', async () => {
    const kept = Dataset.range(2).cache(folder);
    await collect(kept);
    await writeFile(join(folder, 'index.safetensors'), 'nonsense');
    await expect(collect(kept)).rejects.toThrow('its index cannot be read');
    await clearCache(folder);
    expect(await plainElements(kept)).toEqual([0, 1]);
  });

  test('windows cannot be kept', async () => {
    const kept = Dataset.range(4).window(2).cache(folder);
    await expect(collect(kept)).rejects.toThrow('Fix: make arrays of windows first');
    expect(() => Dataset.range(1).cache(3 as never)).toThrow(/`folder` must be the path/);
  });
});
