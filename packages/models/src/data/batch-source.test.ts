import { type NdArray, ndArray } from '@myelin/core';
import { expect, test } from 'vitest';
import { type Batch, batchesOfArrays } from './batch-source.ts';

const x = ndArray(Float32Array.from({ length: 10 }, (_, i) => i));

function epochOf(epoch: number, order: Parameters<typeof batchesOfArrays>[2]): number[][] {
  const source = batchesOfArrays('fit', { x, targets: [x] }, order);
  return [...(source.batches(epoch) as Iterable<Batch>)].map((batch) => {
    const samples = batch.x as NdArray;
    expect(batch.targets?.[0]?.toArray()).toEqual(samples.toArray());
    return [...samples.data];
  });
}

const sorted = (rows: readonly number[]): number[] => [...rows].sort((a, b) => a - b);

test('rows keep their order without a seed', () => {
  const order = { batchSize: 4, shuffleSeed: null };
  expect(epochOf(3, order)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ]);
});

test('shuffled rows all come, in another order each epoch, and again with the same seed', () => {
  const order = { batchSize: 4, shuffleSeed: 7 };
  const first = epochOf(0, order);
  expect(sorted(first.flat())).toEqual(sorted([...x.data]));
  expect(epochOf(1, order)).not.toEqual(first);
  expect(epochOf(0, order)).toEqual(first);
  expect(epochOf(0, { ...order, shuffleSeed: 8 })).not.toEqual(first);
});

test('rows that are shuffled within batches stay in their batch', () => {
  const order = { batchSize: 4, shuffleSeed: 7, withinBatches: true };
  const first = epochOf(0, order);
  expect(first.map(sorted)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ]);
  expect(first.flat()).not.toEqual([...x.data]);
  expect(epochOf(1, order)).not.toEqual(first);
  expect(epochOf(0, order)).toEqual(first);
});
