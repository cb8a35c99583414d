import { ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { plainElements } from '../../test-support/plain.ts';
import { watched } from '../../test-support/watched.ts';
import { clearCache } from './folder-cache.ts';
import { fromArrays } from './from-arrays.ts';

test('a folder of the private file system keeps elements', async () => {
  const { dataset, counts } = watched(5);
  const folder = `cache-${crypto.randomUUID()}/train`;
  const kept = dataset
    .map((x) => [x, ndArray(new Float32Array(2 ** 20).fill(x.at()))] as const)
    .cache(folder);
  const sums = kept.map(([x, many]) => [x, ndArray(many.at(-1))] as const);
  const expected = [0, 1, 2, 3, 4].map((n) => [n, n]);
  for await (const [x] of kept) if (x.at() === 3) break;
  expect(await plainElements(sums)).toEqual(expected);
  expect(await plainElements(sums)).toEqual(expected);
  expect(counts.opened).toBe(2);
  await clearCache(folder);
  await plainElements(sums.take(1));
  expect(counts.opened).toBe(3);
});

test('batches, prefetching and streams work in a page', async () => {
  const batches = fromArrays([1, 2, 3], ['a', 'b', 'c'])
    .map((e) => e)
    .batch(2)
    .prefetch();
  const expected = [
    { x: [1, 2], y: ['a', 'b'] },
    { x: [3], y: ['c'] },
  ];
  expect(await plainElements(batches)).toEqual(expected);
  const reader = batches.toReadableStream().getReader();
  expect((await reader.read()).value?.x.toArray()).toEqual([1, 2]);
  await reader.cancel();
});
