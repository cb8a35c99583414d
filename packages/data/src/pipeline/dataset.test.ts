import { ArgumentError, ndArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import type { Dataset } from './dataset.ts';
import { fromArrays } from './from-arrays.ts';
import { fromGenerator } from './from-generator.ts';

const rows = fromArrays([1, 2, 3, 4]);
const values = async (dataset: Dataset): Promise<unknown[]> =>
  (await collect(dataset)).map(({ x }) => x.toArray());

/** A source that cannot tell how long it is. */
const unknown = fromGenerator(async function* () {
  for (const value of [1, 2, 3, 4]) yield { x: ndArray(value) };
});

// The same operations on untouched rows, on elements behind map(), and on a source of unknown length.
describe.each([
  { kind: 'rows', dataset: rows },
  { kind: 'mapped elements', dataset: rows.map((element) => element) },
  { kind: 'elements of unknown number', dataset: unknown },
])('of $kind', ({ dataset }) => {
  test.each([
    [0, []],
    [2, [1, 2]],
    [9, [1, 2, 3, 4]],
  ])('take(%i)', async (count, expected) => {
    expect(await values(dataset.take(count))).toEqual(expected);
  });

  test.each([
    [0, [1, 2, 3, 4]],
    [3, [4]],
    [9, []],
  ])('skip(%i)', async (count, expected) => {
    expect(await values(dataset.skip(count))).toEqual(expected);
  });

  test('repeat() goes on for ever, repeat(n) does not', async () => {
    expect(await values(dataset.repeat(0))).toEqual([]);
    expect(await values(dataset.take(2).repeat(3))).toEqual([1, 2, 1, 2, 1, 2]);
    expect(await values(dataset.repeat().take(6))).toEqual([1, 2, 3, 4, 1, 2]);
    expect(await values(dataset.take(0).repeat())).toEqual([]);
  });

  test('batches run on over the end of a repetition', async () => {
    expect(await values(dataset.repeat(2).batch(3))).toEqual([
      [1, 2, 3],
      [4, 1, 2],
      [3, 4],
    ]);
  });

  test('every loop is a new pass, and an operation leaves the data set as it was', async () => {
    dataset.take(1);
    expect(await values(dataset)).toEqual([1, 2, 3, 4]);
    expect(await values(dataset)).toEqual([1, 2, 3, 4]);
  });
});

test('repetitions of a shuffle differ', async () => {
  const [a, b] = await values(rows.shuffle(4, { seed: 1 }).repeat(2).batch(4));
  expect(a).not.toEqual(b);
});

test('take and skip divide a data set that is shuffled once', async () => {
  const shuffled = rows.shuffle(4, { seed: 1, reshuffleEachIteration: false });
  const parts = [...(await values(shuffled.take(1))), ...(await values(shuffled.skip(1)))];
  expect(parts.sort()).toEqual([1, 2, 3, 4]);
});

test('cardinality is known without a pass', () => {
  const { cardinality: infinite } = rows.repeat();
  expect(infinite).toBe(Number.POSITIVE_INFINITY);
  expect(
    [
      rows.take(3),
      rows.skip(3),
      rows.skip(9),
      rows.repeat(3),
      rows.repeat(3).batch(5),
      rows.shuffle(),
      rows.repeat().take(7),
      rows.repeat().batch(2),
      rows.take(0).repeat(),
      rows.map((element) => element),
      unknown.take(3),
      unknown.skip(1),
      unknown.batch(2),
      unknown.repeat(2),
      unknown.repeat(0),
      unknown.repeat(),
    ].map(({ cardinality }) => cardinality),
  ).toEqual([
    3,
    1,
    0,
    12,
    3,
    4,
    7,
    Infinity,
    0,
    4,
    'unknown',
    'unknown',
    'unknown',
    'unknown',
    0,
    Infinity,
  ]);
});

test('map may change batches, and may take its time', async () => {
  const scaled = rows.batch(2).map(async ({ x }) => ({ x: x.div(2), y: x }));
  const [first] = await collect(scaled);
  expect(first?.x.toArray()).toEqual([0.5, 1]);
  expect(first?.y.toArray()).toEqual([1, 2]);
});

test('nothing is mapped before someone asks, nor after someone stops', async () => {
  let calls = 0;
  const counted = rows.map((element) => {
    calls++;
    return element;
  });
  const two = counted.take(2);
  expect(calls).toBe(0);
  await collect(two);
  expect(calls).toBe(2);
});

test('an error of map comes out of the loop', async () => {
  const broken = rows.map(() => {
    throw new Error('mine');
  });
  await expect(collect(broken)).rejects.toThrow('mine');
});

test.each([
  ['take', () => rows.take(-1)],
  ['skip', () => rows.skip(1.5)],
  ['repeat', () => rows.repeat(Number.NaN)],
  ['map', () => rows.map(3 as never)],
])('%s refuses what makes no sense', (name, build) => {
  expect(build).toThrow(ArgumentError);
  expect(build).toThrow(`Dataset.${name}`);
});
