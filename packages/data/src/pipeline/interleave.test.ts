import { ArgumentError, DataError, type NdArray, ndArray } from '@myelin/core';
import { expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { Dataset } from './dataset.ts';
import { fromGenerator } from './from-generator.ts';

/** n elements, 10 n, 10 n + 1, … */
const tens = (n: NdArray): Dataset<NdArray> => Dataset.range(10 * n.at(), 10 * n.at() + n.at());

/** The same, one by one and each only promised. */
const promisedTens = (n: NdArray): Dataset<NdArray> =>
  fromGenerator(async function* () {
    for (let i = 0; i < n.at(); i++) yield ndArray(10 * n.at() + i);
  });

// Recorded from tf.data, where the inner data sets are ranges too.
test.each([
  {
    from: 1,
    to: 6,
    cycleLength: 3,
    blockLength: 1,
    expected: [10, 20, 30, 21, 31, 40, 32, 41, 50, 42, 51, 43, 52, 53, 54],
  },
  {
    from: 0,
    to: 6,
    cycleLength: 2,
    blockLength: 2,
    expected: [10, 20, 21, 30, 31, 32, 40, 41, 50, 51, 42, 43, 52, 53, 54],
  },
  { from: 1, to: 4, cycleLength: 1, blockLength: 1, expected: [10, 20, 21, 30, 31, 32] },
])('interleaves as tf.data does: $cycleLength at a time, $blockLength in a row', async (c) => {
  const { from, to, expected, ...options } = c;
  for (const make of [tens, promisedTens, async (n: NdArray) => tens(n)]) {
    const dataset = Dataset.range(from, to).interleave(make, options);
    expect(await plainElements(dataset)).toEqual(expected);
    expect(dataset.cardinality).toBe('unknown');
  }
});

test('interleaves blocks of repeated elements as in the documentation of tf.data', async () => {
  const dataset = Dataset.range(1, 6).interleave(
    (n) => Dataset.range(n.at(), n.at() + 1).repeat(6),
    { cycleLength: 2, blockLength: 4 },
  );
  expect(await plainElements(dataset)).toEqual([
    1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5,
  ]);
});

test('more places than data sets are no matter', async () => {
  const dataset = Dataset.range(1, 5).interleave(
    (n) => Dataset.range(10 * n.at(), 11 * n.at() + 2),
    { cycleLength: 1e9, blockLength: 3 },
  );
  expect(await plainElements(dataset)).toEqual([
    10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 23, 33, 34, 43, 44, 45,
  ]);
});

test('flatMap goes through one data set after the other, empty ones too', async () => {
  const dataset = Dataset.range(4).flatMap(tens);
  expectTypeOf(dataset).toEqualTypeOf<Dataset<NdArray>>();
  expect(await plainElements(dataset)).toEqual([10, 20, 21, 30, 31, 32]);
  expect(await plainElements(Dataset.range(4).flatMap(promisedTens))).toEqual([
    10, 20, 21, 30, 31, 32,
  ]);
  expect(dataset.cardinality).toBe('unknown');
});

test('what is no data set is named, with the element it came from', async () => {
  const broken = Dataset.range(2).flatMap((n) => (n.at() === 1 ? 3 : tens(n)) as never);
  const error = await collect(broken).catch((reason) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).toContain('Dataset.flatMap: the function failed at element 1');
  expect(error.message).toContain('must be a data set, received 3');
  expect(error.cause).toBeInstanceOf(ArgumentError);
});

test('bad options are refused', () => {
  expect(() => Dataset.range(2).interleave(tens, undefined as never)).toThrow(/`cycleLength`/);
  expect(() => Dataset.range(2).interleave(tens, { cycleLength: 0 })).toThrow(/`cycleLength`/);
  expect(() => Dataset.range(2).interleave(tens, { cycleLength: 1, blockLength: 0 })).toThrow(
    /`blockLength`/,
  );
  expect(() => Dataset.range(2).flatMap(3 as never)).toThrow(/Dataset.flatMap: `make`/);
});
