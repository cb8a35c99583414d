import { ArgumentError, DataError, type NdArray, ndArray, ShapeError } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { watched } from '../../test-support/watched.ts';
import { Dataset } from './dataset.ts';
import { ArraySpec } from './element-spec.ts';
import { fromArrays } from './from-arrays.ts';
import { fromGenerator } from './from-generator.ts';
import { fromTensorSlices } from './from-tensor-slices.ts';

const range = Dataset.range;
const endless = range(3).repeat();
const unknown = range(3).filter(() => true);

// Expected values and cardinalities are recorded from tf.data, where nothing else is said.
describe('range', () => {
  test.each([
    { dataset: range(5), expected: [0, 1, 2, 3, 4] },
    { dataset: range(2, 5), expected: [2, 3, 4] },
    { dataset: range(1, 5, 2), expected: [1, 3] },
    { dataset: range(5, 1, -2), expected: [5, 3] },
    { dataset: range(5, 1), expected: [] },
  ])('gives $expected', async ({ dataset, expected }) => {
    expect(await plainElements(dataset)).toEqual(expected);
    expect(dataset.cardinality).toBe(expected.length);
  });

  test('refuses a step of 0, and what is no whole number', () => {
    expect(() => range(1, 5, 0)).toThrow('Dataset.range: `step` must not be 0');
    expect(() => range(2.5)).toThrow(ArgumentError);
    expect(() => range(2 ** 31)).toThrow('`stop`');
  });
});

describe('fromTensorSlices', () => {
  const x = ndArray([
    [1, 2],
    [3, 4],
  ]);

  test('keeps the structure that was given', async () => {
    const pair = fromTensorSlices([x, Uint8Array.of(0, 1)]);
    expectTypeOf(pair).toEqualTypeOf<Dataset<readonly [NdArray, NdArray]>>();
    expect(await plainElements(pair)).toEqual([
      [[1, 2], 0],
      [[3, 4], 1],
    ]);
    expect(await plainElements(fromTensorSlices({ a: x, b: ['p', 'q'] }).batch(2))).toEqual([
      { a: x.toArray(), b: ['p', 'q'] },
    ]);
    expect(
      await plainElements(
        fromTensorSlices([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('says what elements are made of', () => {
    const { elementSpec } = fromTensorSlices({ a: x, b: ['p', 'q'] });
    expect(`${elementSpec?.a}, ${elementSpec?.b}`).toBe('int32 [2], string []');
  });

  test('refuses arrays with different numbers of rows', () => {
    expect(() => fromTensorSlices({ a: x, b: [1] })).toThrow(ShapeError);
    expect(() => fromTensorSlices({ a: x, b: [1] })).toThrow(
      'fromTensorSlices: `arrays.a` has 2 rows and `arrays.b` has 1',
    );
  });
});

test('elementSpec of batches has a size only where all batches have it', () => {
  const seven = range(7);
  expect(String(seven.batch(2).elementSpec)).toBe('int32 [?]');
  expect(String(seven.batch(2, { dropRemainder: true }).elementSpec)).toBe('int32 [2]');
  expect(String(seven.batch(2).batch(3).elementSpec)).toBe('int32 [?, ?]');
  expect(String(fromArrays([[1, 2]], ['a']).elementSpec?.y)).toBe('string []');
  expect(seven.map((x) => x).elementSpec).toBeUndefined();
  expect(seven.enumerate().elementSpec?.map(String)).toEqual(['int32 []', 'int32 []']);
});

describe('unbatch', () => {
  test('gives the rows of every element', async () => {
    const batches = fromTensorSlices({
      a: [
        [1, 2],
        [3, 4],
      ],
      b: [
        [[5], [6]],
        [[7], [8]],
      ],
    });
    expect(await plainElements(batches.unbatch())).toEqual([
      { a: 1, b: [5] },
      { a: 2, b: [6] },
      { a: 3, b: [7] },
      { a: 4, b: [8] },
    ]);
    expect(batches.unbatch().cardinality).toBe(4);
    expect(String(batches.unbatch().elementSpec?.b)).toBe('int32 [1]');
    expect(await plainElements(range(5).batch(2).unbatch())).toEqual([0, 1, 2, 3, 4]);
  });

  test('lets rows be chosen and put together again without being looked at', async () => {
    const batches = fromTensorSlices({ a: [1, 2, 3, 4, 5, 6, 7], b: 'abcdefg'.split('') }).batch(3);
    const rows = (one: typeof batches) => one.unbatch().skip(1).shard(2, 0);
    expect(await plainElements(rows(batches).batch(2))).toEqual([
      { a: [2, 4], b: ['b', 'd'] },
      { a: [6], b: ['f'] },
    ]);
    // What map gives is not known beforehand: its rows go the other way.
    const seen = (one: typeof batches) => rows(one).repeat(2).shuffle(4, { seed: 1 }).batch(2);
    expect(await plainElements(seen(batches))).toEqual(
      await plainElements(seen(batches.map((batch) => batch))),
    );
  });

  test('passes over batches without rows', async () => {
    const elementSpec = new ArraySpec({ shape: [null], dtype: 'int32' });
    const batches = fromGenerator(() => [ndArray([1, 2]), ndArray([1]).slice(0, 0)], {
      elementSpec,
    });
    expect(await plainElements(batches.unbatch().repeat(2).batch(3))).toEqual([[1, 2, 1], [2]]);
    const empty = fromGenerator(() => [ndArray([1]).slice(0, 0)], { elementSpec });
    expect(await plainElements(empty.unbatch().repeat().batch(3))).toEqual([]);
  });

  test('knows how many there are where all batches are alike', () => {
    expect(range(5).batch(2).unbatch().cardinality).toBe('unknown');
    expect(range(5).batch(2, { dropRemainder: true }).unbatch().cardinality).toBe(4);
    expect(endless.batch(2).unbatch().cardinality).toBe(Infinity);
  });

  test.each<[string, Dataset<NdArray | readonly NdArray[]>, string]>([
    ['scalars', range(3), 'the array of element 0 is a scalar, which has no rows'],
    [
      'arrays of different lengths',
      range(1).map(() => [ndArray([1, 2]), ndArray([1, 2, 3])]),
      '`1` of element 0 has shape [3] where `0` has [2]',
    ],
  ])('refuses %s', async (_, dataset, message) => {
    const error = await collect(dataset.unbatch()).catch((reason) => reason);
    expect(error).toBeInstanceOf(ShapeError);
    expect(error.message).toContain(`Dataset.unbatch: ${message}`);
  });
});

test('enumerate puts a number before each element', async () => {
  const numbered = range(3, 6).enumerate(5);
  expectTypeOf(numbered).toEqualTypeOf<Dataset<readonly [NdArray, NdArray]>>();
  expect(await plainElements(numbered.batch(2))).toEqual([
    [
      [5, 6],
      [3, 4],
    ],
    [[7], [5]],
  ]);
  expect(numbered.cardinality).toBe(3);
  expect(() => range(1).enumerate(0.5)).toThrow('Dataset.enumerate: `start`');
});

describe.each([
  { kind: 'at once', wrap: <T>(value: T): T => value },
  { kind: 'promised', wrap: async <T>(value: T): Promise<T> => value },
])('functions whose answer is $kind', ({ wrap }) => {
  test('filter and takeWhile', async () => {
    const isSmall = (x: NdArray) => wrap(x.at() < 4 || x.at() > 8);
    expect(await plainElements(range(10).filter(isSmall))).toEqual([0, 1, 2, 3, 9]);
    expect(await plainElements(range(10).takeWhile(isSmall))).toEqual([0, 1, 2, 3]);
    expect(range(10).filter(isSmall).cardinality).toBe('unknown');
    expect(endless.filter(isSmall).cardinality).toBe('unknown');
    expect(range(10).takeWhile(isSmall).cardinality).toBe('unknown');
  });

  test('scan and reduce', async () => {
    const sums = range(10).scan(0, (sum, x) =>
      wrap([sum + x.at(), ndArray(sum + x.at())] as const),
    );
    expect(await plainElements(sums)).toEqual([0, 1, 3, 6, 10, 15, 21, 28, 36, 45]);
    expect(sums.cardinality).toBe(10);
    expect(await range(5).reduce(0, (sum, x) => wrap(sum + x.at()))).toBe(10);
  });

  test('errors say where and at which element', async () => {
    const fail = (x: NdArray): never => {
      if (x.at() === 2) throw new Error('mine');
      return wrap(true) as never;
    };
    await expect(collect(range(5).filter(fail))).rejects.toThrow(
      'Dataset.filter: the function failed at element 2: mine',
    );
    await expect(collect(range(5).takeWhile(fail))).rejects.toThrow(
      'Dataset.takeWhile: the function failed at element 2: mine',
    );
    const { dataset, counts } = watched(9, kindOf(wrap));
    await expect(dataset.reduce(0, (_, x) => fail(x))).rejects.toThrow(
      'Dataset.reduce: the function failed at element 2: mine',
    );
    expect(counts.closed).toBe(1);
    const scanned = range(5).scan(0, (_, x) => [fail(x), x]);
    await expect(collect(scanned)).rejects.toThrow(
      'Dataset.scan: the function failed at element 2: mine',
    );
  });

  test('answers of another kind are refused', async () => {
    await expect(collect(range(2).filter(() => wrap(1) as never))).rejects.toThrow(
      'Dataset.filter: the function must give true or false, received 1 for element 0',
    );
    await expect(collect(range(2).scan(0, () => wrap(1) as never))).rejects.toThrow(
      'Dataset.scan: the function must give [state, element], received 1 for element 0',
    );
  });
});

const kindOf = (wrap: (value: number) => unknown): boolean => wrap(1) !== 1;

test('shard deals elements out, and shards are rows still', async () => {
  for (const dataset of [range(10), fromTensorSlices([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])]) {
    const shards = [0, 1, 2].map((index) => dataset.shard(3, index));
    expect(await Promise.all(shards.map(plainElements))).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7],
      [2, 5, 8],
    ]);
    expect(shards.map(({ cardinality }) => cardinality)).toEqual([4, 3, 3]);
  }
  expect(unknown.shard(3, 0).cardinality).toBe('unknown');
  expect(endless.shard(3, 1).cardinality).toBe(Infinity);
  expect(() => range(9).shard(3, 3)).toThrow('Dataset.shard: `index`');
});

describe('assertCardinality', () => {
  const three = fromGenerator(() => [1, 2, 3]);

  test('makes the number of elements known', async () => {
    const dataset = three.assertCardinality(3);
    expect(dataset.batch(2).cardinality).toBe(2);
    expect(await plainElements(dataset)).toEqual([1, 2, 3]);
    expect(three.assertCardinality(Infinity).cardinality).toBe(Infinity);
  });

  test.each([
    [2, 'must hold 2 elements, and holds at least 3'],
    [5, 'must hold 5 elements, and holds only 3'],
  ])('refuses to have told %i', async (count, message) => {
    const error = await collect(three.assertCardinality(count)).catch((reason) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(message);
  });
});

test('what only passes elements on keeps their number', () => {
  for (const dataset of [range(3), endless, unknown]) {
    const same = [
      dataset.prefetch(),
      dataset.enumerate(),
      dataset.scan(0, (n, x) => [n, x]),
      dataset.map((x) => x, { parallel: 2 }),
      dataset.withSignal(new AbortController().signal),
    ];
    for (const { cardinality } of same) expect(cardinality).toBe(dataset.cardinality);
  }
});
