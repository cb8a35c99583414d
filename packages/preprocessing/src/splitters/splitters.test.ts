import { ArgumentError, DataError, ShapeError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import type { Fold } from './fold.ts';
import { GroupKFold } from './group-k-fold.ts';
import { KFold } from './k-fold.ts';
import { LeaveOneGroupOut } from './leave-one-group-out.ts';
import { LeaveOneOut } from './leave-one-out.ts';
import { RepeatedKFold } from './repeated-k-fold.ts';
import { RepeatedStratifiedKFold } from './repeated-stratified-k-fold.ts';
import { ShuffleSplit } from './shuffle-split.ts';
import type { Splitter } from './splitter.ts';
import { StratifiedGroupKFold } from './stratified-group-k-fold.ts';
import { StratifiedKFold } from './stratified-k-fold.ts';
import { StratifiedShuffleSplit } from './stratified-shuffle-split.ts';
import { TimeSeriesSplit } from './time-series-split.ts';

const x = Int32Array.from({ length: 24 }, (_, row) => row);
const y = Array.from(x, (row) => (row % 3 === 0 ? 'b' : 'a'));
const groups = Array.from(x, (row) => Math.floor(row / 3));
const tests = (folds: Iterable<Fold>): number[][] => [...folds].map(({ test: rows }) => [...rows]);

const shuffling: readonly ((seed: number) => Splitter)[] = [
  (seed) => new KFold({ shuffle: true, seed }),
  (seed) => new StratifiedKFold({ shuffle: true, seed }),
  (seed) => new GroupKFold({ nSplits: 3, shuffle: true, seed }),
  (seed) => new StratifiedGroupKFold({ nSplits: 3, shuffle: true, seed }),
  (seed) => new RepeatedKFold({ nRepeats: 2, seed }),
  (seed) => new RepeatedStratifiedKFold({ nRepeats: 2, seed }),
  (seed) => new ShuffleSplit({ nSplits: 3, seed }),
  (seed) => new StratifiedShuffleSplit({ nSplits: 3, testSize: 6, seed }),
];

const others: readonly Splitter[] = [
  new KFold(),
  new StratifiedKFold(),
  new GroupKFold(),
  new StratifiedGroupKFold(),
  new LeaveOneOut(),
  new LeaveOneGroupOut(),
  new TimeSeriesSplit(),
];

describe('Every splitter', () => {
  test.each([...shuffling.map((make) => make(1)), ...others])(
    '$className never judges by rows that it learns from, and tells the number of folds',
    (splitter) => {
      const folds = [...splitter.split(x, y, groups)];
      expect(folds).toHaveLength(splitter.getNSplits(x, y, groups));
      for (const { train, test: judged } of folds) {
        expect(train.filter((row) => judged.includes(row))).toHaveLength(0);
        expect(Math.min(train.length, judged.length)).toBeGreaterThan(0);
      }
    },
  );

  test.each(shuffling)('draws the same folds for a seed, and others for another: %#', (make) => {
    const drawn = tests(make(1).split(x, y, groups));
    expect(tests(make(1).split(x, y, groups))).toEqual(drawn);
    expect(tests(make(2).split(x, y, groups))).not.toEqual(drawn);
    const splitter = make(1);
    const Class = splitter.constructor as new (options: object) => Splitter;
    expect(tests(new Class(splitter.config).split(x, y, groups))).toEqual(drawn);
  });

  test.each(others)('$className refuses data of different lengths', (splitter) => {
    expect(() => splitter.split(x, y.slice(1), groups)).toThrow(ShapeError);
    expect(() => splitter.split(x, y, [1, 2])).toThrow(/24 in `x` and 2 in `groups`/);
  });

  test('refuses options that are wrong', () => {
    expect(() => new KFold({ nSplits: 1 })).toThrow(
      /`nSplits` must be a whole number of at least 2/,
    );
    expect(() => new KFold({ n_splits: 3 } as never)).toThrow(/did you mean `nSplits`/);
    expect(() => new KFold({ seed: 3 })).toThrow(
      /`seed` has no effect where nothing is shuffled, received 3.\n {2}Fix: pass \{ shuffle: true, seed: 3 \}/,
    );
    expect(() => new RepeatedKFold({ nRepeats: 0 })).toThrow(ArgumentError);
    expect(() => new ShuffleSplit({ testSize: 0 })).toThrow(/`testSize` must be a fraction/);
    expect(() => new TimeSeriesSplit({ gap: -1 })).toThrow(/`gap` must be a whole number/);
  });
});

describe('KFold', () => {
  test('cuts rows of any data into parts, the first ones a row longer', () => {
    const people = table({ age: [1, 2, 3, 4, 5] });
    expect(tests(new KFold({ nSplits: 2 }).split(people))).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(() => new KFold({ nSplits: 6 }).split(people)).toThrow(
      /`nSplits` must be at most the number of rows, 5, received 6/,
    );
  });

  test('judges by every row once, shuffled', () => {
    const rows = tests(new KFold({ shuffle: true, seed: 4 }).split(x)).flat();
    expect(rows.sort((a, b) => a - b)).toEqual([...x]);
  });
});

describe('StratifiedKFold', () => {
  test('deals the rows of each class out evenly, in order', () => {
    const labels = ['b', 'a', 'a', 'b', 'a', 'a'];
    // b is dealt to 0, 1; a goes on: 0, 1, 0, 1.
    expect(tests(new StratifiedKFold({ nSplits: 2 }).split(labels, labels))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test.each([
    [undefined, /`y` is needed, received none.\n {2}Fix: pass split\(x, y\)/],
    [[0.5, 1.5, 0.5, 1.5], /`y` must hold classes, received the number 0.5/],
    [['a', null, 'a', 'b'], /`y` must have a value for each row, received none in row 1/],
    [['a', 1, 'a', 1], /`y` must hold texts only or numbers only/],
    [[0, 1, 2, 3], /at most the number of rows of the largest class, 1, received 2/],
  ])('refuses %j', (labels, message) => {
    expect(() => new StratifiedKFold({ nSplits: 2 }).split([1, 2, 3, 4], labels)).toThrow(message);
  });
});

describe('Splitters that keep groups together', () => {
  test.each([
    new GroupKFold({ nSplits: 3 }),
    new GroupKFold({ nSplits: 3, shuffle: true, seed: 1 }),
    new StratifiedGroupKFold({ nSplits: 3 }),
    new StratifiedGroupKFold({ nSplits: 3, shuffle: true, seed: 1 }),
    new LeaveOneGroupOut(),
  ])('$className has no group on both sides', (splitter) => {
    for (const { train, test: judged } of splitter.split(x, y, groups)) {
      const learned = new Set(Array.from(train, (row) => groups[row]));
      expect(Array.from(judged, (row) => groups[row]).some((one) => learned.has(one))).toBe(false);
    }
  });

  test('GroupKFold gives the largest groups first, each to the fold with the fewest rows', () => {
    const named = ['c', 'c', 'c', 'b', 'b', 'a', 'a', 'd'];
    // c (3) to fold 0; b and a (2 each, the last first) to 1; d (1) to 0.
    expect(tests(new GroupKFold({ nSplits: 2 }).split(named, undefined, named))).toEqual([
      [0, 1, 2, 7],
      [3, 4, 5, 6],
    ]);
  });

  test('they need groups, and enough of them', () => {
    expect(() => new GroupKFold().split(x)).toThrow(
      /`groups` is needed, received none.\n {2}Fix: pass split\(x, y, groups\)/,
    );
    expect(() => new GroupKFold({ nSplits: 9 }).split(x, y, groups)).toThrow(
      /at most the number of groups, 8/,
    );
    expect(() => new LeaveOneGroupOut().split(x, y, new Uint8Array(24))).toThrow(
      /at least two different ones/,
    );
    expect(() => new LeaveOneGroupOut().split([1], undefined, [null])).toThrow(DataError);
  });

  test('LeaveOneGroupOut takes groups in their order: texts by code points', () => {
    const named = ['😀', 'ﬀ', 'é'];
    expect(tests(new LeaveOneGroupOut().split(named, undefined, named))).toEqual([[2], [1], [0]]);
  });
});

describe('TimeSeriesSplit', () => {
  test('learns from what came before, with a gap and at most so many rows', () => {
    const splitter = new TimeSeriesSplit({ nSplits: 2, testSize: 2, gap: 1, maxTrainSize: 3 });
    expect([...splitter.split(new Float32Array(9))]).toEqual([
      { train: Int32Array.of(1, 2, 3), test: Int32Array.of(5, 6) },
      { train: Int32Array.of(3, 4, 5), test: Int32Array.of(7, 8) },
    ]);
    expect(() => splitter.split(new Float32Array(5))).toThrow(/nothing is left to learn from/);
  });
});

describe('StratifiedShuffleSplit', () => {
  test('keeps the shares of the classes in both parts', () => {
    // 8 of 24 rows are b: 4 of 12 to learn from, 2 of 6 to judge by.
    const splitter = new StratifiedShuffleSplit({ nSplits: 4, trainSize: 0.5, testSize: 0.25 });
    const shareOf = (rows: Int32Array): number => rows.filter((row) => y[row] === 'b').length;
    for (const { train, test: judged } of splitter.split(x, y)) {
      expect([train.length, shareOf(train), judged.length, shareOf(judged)]).toEqual([12, 4, 6, 2]);
    }
  });
});
