import { ArgumentError, DataError, type NdArray, type StringArray } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collect } from '../../test-support/collect.ts';
import { plainElements } from '../../test-support/plain.ts';
import { Dataset } from './dataset.ts';
import { fromTensorSlices } from './from-tensor-slices.ts';

const range = (...sizes: [number, number?]) => Dataset.range(...(sizes as [number, number]));
const unknown = (count: number) => range(count).filter(() => true);
const endless = (count: number) => range(count).repeat();

// Expected values and cardinalities recorded from tf.data.
describe('zip', () => {
  test('puts elements together in the structure that was given, to the end of the shortest', async () => {
    const c = fromTensorSlices({ a: Float32Array.of(1, 2, 3, 4) });
    const list = Dataset.zip([range(1, 4), range(10, 20), c]);
    expectTypeOf(list).toEqualTypeOf<
      Dataset<readonly [NdArray, NdArray, { readonly a: NdArray }]>
    >();
    expect(await plainElements(list)).toEqual([
      [1, 10, { a: 1 }],
      [2, 11, { a: 2 }],
      [3, 12, { a: 3 }],
    ]);
    const words = fromTensorSlices(['a', 'b']);
    const record = Dataset.zip({ x: [words, range(2)], y: range(5, 7) });
    expectTypeOf(record).toEqualTypeOf<
      Dataset<{ readonly x: readonly [StringArray, NdArray]; readonly y: NdArray }>
    >();
    expect(await plainElements(record.batch(2))).toEqual([
      {
        x: [
          ['a', 'b'],
          [0, 1],
        ],
        y: [5, 6],
      },
    ]);
    expect(String(record.elementSpec?.x[0])).toBe('string []');
  });

  test('is as long as the shortest, if all are known', () => {
    const pairs = [
      [range(3), range(5)],
      [range(3), endless(5)],
      [endless(3), endless(5)],
      [range(3), unknown(5)],
      [endless(3), unknown(5)],
    ];
    expect(pairs.map((pair) => Dataset.zip(pair).cardinality)).toEqual([
      3,
      3,
      Infinity,
      'unknown',
      'unknown',
    ]);
  });

  test('refuses what is no data set, and several arguments', () => {
    expect(() => Dataset.zip({ x: range(2), y: 3 })).toThrow(/`y` must be a data set, received 3/);
    expect(() => Dataset.zip([])).toThrow(ArgumentError);
    expect(() => Dataset.zip(range(2), range(2) as never)).toThrow(
      /Fix: put the data sets into a list/,
    );
  });
});

describe('concatenate', () => {
  test('gives all of one, then all of the other', async () => {
    const both = range(1, 3).concatenate(range(8, 10));
    expect(both.cardinality).toBe(4);
    expect(await plainElements(both)).toEqual([1, 2, 8, 9]);
    expect(await plainElements(both.repeat(2).batch(3))).toEqual([
      [1, 2, 8],
      [9, 1, 2],
      [8, 9],
    ]);
    expect(await plainElements(range(4).concatenate(range(2)).shard(2, 1))).toEqual([1, 3, 1]);
  });

  test('has the cardinality of both', () => {
    const pairs = [
      [range(3), endless(5)],
      [endless(3), range(5)],
      [range(3), unknown(5)],
      [unknown(3), endless(5)],
      [endless(3), unknown(5)],
    ] as const;
    expect(pairs.map(([a, b]) => a.concatenate(b).cardinality)).toEqual([
      Infinity,
      Infinity,
      'unknown',
      Infinity,
      Infinity,
    ]);
  });

  test('may join different structures', async () => {
    const mixed = range(1).concatenate(fromTensorSlices(['a']));
    expectTypeOf(mixed).toEqualTypeOf<Dataset<NdArray | StringArray>>();
    expect(await plainElements(mixed)).toEqual([0, 'a']);
    expect(mixed.elementSpec).toBeUndefined();
    expect(() => range(1).concatenate([1] as never)).toThrow(/`other` must be a data set/);
  });
});

describe('chooseFromDatasets', () => {
  const letters = ['a', 'b', 'c'].map((letter, i) =>
    fromTensorSlices([letter]).repeat([3, 2, 9][i] as number),
  );
  const turns = Dataset.range(3).repeat(4);

  test('takes from the data set that is chosen, to the end of the first', async () => {
    const chosen = Dataset.chooseFromDatasets(letters, turns);
    expect(await plainElements(chosen)).toEqual([...'abcabca']);
  });

  test('goes on without those that have ended, on request', async () => {
    const chosen = Dataset.chooseFromDatasets(letters, turns, { stopOnEmptyDataset: false });
    expect(await plainElements(chosen)).toEqual([...'abcabcacc']);
  });

  test('refuses what is no number of a data set', async () => {
    const chosen = Dataset.chooseFromDatasets([range(3), range(4)], fromTensorSlices([0, 5]));
    const error = await collect(chosen).catch((reason) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(
      'choice 1 must be the number of a data set, from 0 to 1, received 5',
    );
    expect(() => Dataset.chooseFromDatasets([], turns)).toThrow(/`datasets`/);
    expect(() => Dataset.chooseFromDatasets([range(1)], [0] as never)).toThrow(/`choices`/);
  });
});

describe('sampleFromDatasets', () => {
  test('draws with the given weights', async () => {
    const zeros = fromTensorSlices([0]).repeat();
    const ones = fromTensorSlices([1]).repeat();
    const drawn = Dataset.sampleFromDatasets([zeros, ones], { weights: [1, 3], seed: 1 }).take(
      4000,
    );
    const sum = await drawn.reduce(0, (total, x) => total + x.at());
    // Four standard deviations of the mean of 4000 draws: 4 · √(0.25 · 0.75 / 4000) = 0.027.
    expect(Math.abs(sum / 4000 - 0.75)).toBeLessThan(0.028);
  });

  test('gives all elements, each data set in its order', async () => {
    const drawn = Dataset.sampleFromDatasets([range(3), range(10, 14)], { seed: 1 });
    const elements = (await plainElements(drawn)) as number[];
    expect(elements.filter((x) => x < 10)).toEqual([0, 1, 2]);
    expect(elements.filter((x) => x >= 10)).toEqual([10, 11, 12, 13]);
  });

  test('leaves out what has no weight, and ends with the first on request', async () => {
    const datasets = [range(3), range(10, 14)];
    const weightless = Dataset.sampleFromDatasets(datasets, { weights: [0, 1] });
    expect(await plainElements(weightless)).toEqual([10, 11, 12, 13]);
    const short = Dataset.sampleFromDatasets([range(0), range(4)], {
      weights: [1, 1e-9],
      seed: 2,
      stopOnEmptyDataset: true,
    });
    expect(await plainElements(short)).toEqual([]);
  });

  test('draws anew in each pass, unless told otherwise', async () => {
    const datasets = [range(20), range(100, 120)];
    const anew = Dataset.sampleFromDatasets(datasets, { seed: 3 });
    expect(await plainElements(anew)).not.toEqual(await plainElements(anew));
    const same = Dataset.sampleFromDatasets(datasets, { seed: 3, rerandomizeEachIteration: false });
    expect(await plainElements(same)).toEqual(await plainElements(same));
  });

  test('has the cardinality that tf.data says', () => {
    const pairs = [
      [range(3), range(4)],
      [range(3), endless(4)],
      [endless(3), endless(4)],
      [unknown(3), range(4)],
    ];
    const expected = ['unknown', Infinity, Infinity, 'unknown'];
    expect(pairs.map((pair) => Dataset.sampleFromDatasets(pair).cardinality)).toEqual(expected);
    const turns = Dataset.range(2).repeat(4);
    expect(pairs.map((pair) => Dataset.chooseFromDatasets(pair, turns).cardinality)).toEqual(
      expected,
    );
  });

  test.each<[string, readonly number[]]>([
    ['too few', [1]],
    ['negative', [1, -1]],
    ['only zeros', [0, 0]],
  ])('refuses weights that are %s', (_, weights) => {
    expect(() => Dataset.sampleFromDatasets([range(1), range(2)], { weights })).toThrow(/weights/);
  });
});
