import { ArgumentError, NdArray, ndArray, ShapeError } from '@myelin/core';
import { type Table, table } from '@myelin/table';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { trainTestSplit } from './train-test-split.ts';

const people = table({ age: [1, 2, 3, 4, 5, 6, 7, 8], name: [...'abcdefgh'] });
const ages = Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8);

describe('trainTestSplit', () => {
  test('divides all data alike', () => {
    const [xTrain, xTest, yTrain, yTest] = trainTestSplit(people, ages, { seed: 7 });
    expect([xTrain.length, xTest.length]).toEqual([6, 2]);
    expect([...yTrain, ...yTest].sort()).toEqual([...ages]);
    expect(xTrain.column('age').toArray()).toEqual([...yTrain]);
    expect(xTest.column('age').toArray()).toEqual([...yTest]);
  });

  test('has the types of what was given, part by part', () => {
    type People = Table<{ readonly age: number; readonly name: string }>;
    const parts = trainTestSplit(people, ages, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expectTypeOf(parts).toEqualTypeOf<
      [People, People, typeof ages, typeof ages, string[], string[]]
    >();
    const one = trainTestSplit(ndArray([[1], [2]]), { testSize: 0.5, stratify: null });
    expectTypeOf(one).toEqualTypeOf<[NdArray, NdArray]>();
    const many: NdArray[] = [ndArray([1, 2]), ndArray([3, 4])];
    expectTypeOf(trainTestSplit(...many)).toEqualTypeOf<NdArray[]>();
    expect(trainTestSplit(...many)).toHaveLength(4);
  });

  test('draws the same rows for a seed, others for another', () => {
    const rows = Int32Array.from({ length: 50 }, (_, i) => i);
    const drawn = (seed: number): number[] => [...trainTestSplit(rows, { seed })[1]];
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(drawn(1)).not.toEqual([...drawn(1)].sort((a, b) => a - b));
  });

  test('rounds the part to judge by up, and the part to learn from down', () => {
    const rows = new Float32Array(7);
    const sizes = (options: object): number[] =>
      trainTestSplit(rows, options).map(({ length }) => length);
    expect(sizes({ testSize: 0.3 })).toEqual([4, 3]);
    expect(sizes({ trainSize: 0.5 })).toEqual([3, 4]);
    expect(sizes({ trainSize: 0.5, testSize: 0.2 })).toEqual([3, 2]);
    expect(sizes({ testSize: 2 })).toEqual([5, 2]);
  });

  test('keeps the shares of classes, of several labels in a row too', () => {
    const labels = [...'aaaaaabb'];
    const [train, test] = trainTestSplit(labels, { testSize: 4, stratify: labels, seed: 3 });
    expect(train.filter((label) => label === 'b')).toHaveLength(1);
    expect(test.filter((label) => label === 'b')).toHaveLength(1);
    const oneHot = new NdArray(
      Float32Array.from(labels.flatMap((l) => (l === 'a' ? [1, 0] : [0, 1]))),
      [8, 2],
    );
    const [, picked] = trainTestSplit(oneHot, { testSize: 4, stratify: oneHot, seed: 3 });
    expect(picked.sum()).toBe(4);
    expect(picked.argMax().sum()).toBe(1);
  });

  test.each([
    [{ testSize: 1.5 }, /`testSize` must be a fraction between 0 and 1 or a whole number of rows/],
    [{ testSize: 8 }, /`testSize` must be below the number of rows, 8, received 8/],
    [{ testSize: 0.6, trainSize: 0.6 }, /must be together at most 1, received 0.6 and 0.6/],
    [{ testSize: 5, trainSize: 5 }, /must be together at most the 8 rows/],
    [{ trainSize: 0.1 }, /of 8 rows none would be left to learn from/],
    [
      { stratify: [...'aaaaaaab'] },
      /every class needs a row for each part, received one row of \["b"\]/,
    ],
    [
      { stratify: [...'aaaabbbb'], testSize: 1 },
      /`testSize` must give at least one row to each of 2/,
    ],
    [{ stratify: ages, shuffle: false }, /`stratify` needs rows that are shuffled/],
    [{ randomState: 1 }, /`randomState` is not an option/],
    [{ seed: 0.5 }, /`seed` must be a whole number/],
  ])('refuses %j', (options, message) => {
    expect(() => trainTestSplit(ages, options as object)).toThrow(ArgumentError);
    expect(() => trainTestSplit(ages, options as object)).toThrow(message);
  });

  test('refuses data of different lengths, and no data', () => {
    expect(() => trainTestSplit(ages, [1, 2])).toThrow(ShapeError);
    expect(() => trainTestSplit(ages, [1, 2])).toThrow(/received 8 in `data 1` and 2 in `data 2`/);
    expect(() => trainTestSplit(ages, { stratify: [1, 2] })).toThrow(/2 in `stratify`/);
    expect(() => trainTestSplit({ testSize: 0.5 })).toThrow(/there must be data to divide/);
  });
});
