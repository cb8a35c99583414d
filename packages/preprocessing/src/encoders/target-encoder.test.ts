import { ArgumentError, DataError, setRandomSeed } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { preprocessors } from '../catalog.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { KFold } from '../splitters/k-fold.ts';
import { LeaveOneOut } from '../splitters/leave-one-out.ts';
import { ShuffleSplit } from '../splitters/shuffle-split.ts';
import type { FittedTargetEncoder } from './target-encoder.ts';
import { TargetEncoder } from './target-encoder.ts';

await recordedTransformers('sklearn/categorical.json', { TargetEncoder });

describe('TargetEncoder', () => {
  const x = table({ city: ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'] });
  const y = [1, 0, 1, 0, 0, 1, 1, 0];

  test('draws the mean of a category towards that of all', () => {
    // a: (2 + 2 · 0.5) / (3 + 2), b: (1 + 1) / 5, c: (1 + 1) / 4
    const encoder = new TargetEncoder({ smooth: 2 }).fit(x, y);
    expect(encoder.encodings).toEqual([Float64Array.of(0.6, 0.4, 0.5)]);
    expect(encoder.targetType).toBe('binary');
    expect(encoder.classes).toEqual([0, 1]);
    expect(encoder.transform(table({ city: ['b', 'unknown', null] })).toArray()).toEqual([
      [0.4],
      [0.5],
      [0.5],
    ]);
  });

  test('encodes each fold by what the others say', () => {
    // Without shuffle, classes are dealt out in the order in which they appear: folds 0 0 0 0 1 1 1 1.
    const encoder = new TargetEncoder({ cv: 2, shuffle: false, smooth: 0 });
    // Recorded from scikit-learn 1.9.1; by hand: rows 4-7 say b: 1/2, c: 1/2 and mean 1/2 for a.
    expect(Array.from(encoder.fitTransform(x, y).data)).toEqual([
      0.5, 0.5, 0.5, 0.5, 0, 0, 0.5, 0.5,
    ]);
  });

  test('splits a continuous target without looking at it', () => {
    // Folds of two rows; of the other four, a has 1 and 3 for the first fold, and so on.
    const rows = [['a'], ['a'], ['a'], ['b'], ['b'], ['a']];
    const encoder = new TargetEncoder({ cv: 3, shuffle: false, smooth: 0 });
    expect(encoder.fitTransform(rows, [1.5, 2.5, 1, 4, 6, 3]).toArray()).toEqual([
      [2],
      [2],
      [7 / 3],
      [6],
      [4],
      [5 / 3],
    ]);
  });

  test('takes folds from a splitter, which is saved with it', () => {
    const rows = [['a'], ['a'], ['b'], ['b']];
    const target = [1.5, 2, 4, 6];
    const encoder = new TargetEncoder({ cv: new LeaveOneOut(), smooth: 0 });
    expect(encoder.fitTransform(rows, target).toArray()).toEqual([[2], [1.5], [6], [4]]);
    preprocessorCatalog.register(preprocessors);
    const folds = new KFold({ nSplits: 2 });
    const fitted = new TargetEncoder({ cv: folds }).fit(rows, target);
    const read = fromJson(JSON.stringify(fitted)) as FittedTargetEncoder;
    expect(read.config).toEqual(fitted.config);
    expect(read.config.cv).toBeInstanceOf(KFold);
    const overlapping = new TargetEncoder({ cv: new ShuffleSplit({ nSplits: 4, seed: 0 }) });
    expect(() => overlapping.fitTransform(rows, target)).toThrow(
      /`cv` must have every row judged by once, received a ShuffleSplit/,
    );
  });

  test('shuffles by its own seed, or by that of all', () => {
    const encode = (seed: number | null) =>
      new TargetEncoder({ cv: 2, seed }).fitTransform(x, y).toArray();
    expect(encode(1)).toEqual(encode(1));
    setRandomSeed(7);
    const first = encode(null);
    setRandomSeed(7);
    expect(encode(null)).toEqual(first);
    const results = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(encode(seed))));
    expect(results.size).toBeGreaterThan(1);
  });

  test('gives a column for each of more than two classes', () => {
    const encoder = new TargetEncoder({ smooth: 0, cv: 2 });
    const labels = ['x', 'y', 'z', 'x', 'x', 'y', 'z', 'z'];
    const fitted = encoder.fit(x, labels);
    expect(fitted.featureNamesOut()).toEqual(['city_x', 'city_y', 'city_z']);
    expect(fitted.transform(table({ city: ['b'] })).toArray()).toEqual([[2 / 3, 1 / 3, 0]]);
    expect(encoder.fitTransformTable(x, labels).columnNames).toEqual([
      'city_x',
      'city_y',
      'city_z',
    ]);
  });

  test('leaves rows of unknown categories out of all of them', () => {
    const encoder = new TargetEncoder({ categories: [['b', 'c']], smooth: 0 }).fit(x, y);
    expect(encoder.encodings).toEqual([Float64Array.of(1 / 3, 0.5)]);
  });

  test.each([
    [{ smooth: -1 }, /`smooth` must be 'auto' or a number of at least 0, received -1/],
    [{ cv: 1 }, /`cv` must be a whole number of at least 2/],
    [{ targetType: 'regression' as never }, /`targetType` must be one of/],
    [{ shuffle: 1 as never }, /`shuffle` must be true or false/],
    [{ seed: -1 }, /`seed` must be a whole number of at least 0/],
  ])('refuses %j', (options, message) => {
    expect(() => new TargetEncoder(options)).toThrow(message);
  });

  test('refuses targets that are missing or not of the type', () => {
    expect(() => new TargetEncoder().fit(x)).toThrow(ArgumentError);
    expect(() => new TargetEncoder().fit(x, [...y.slice(1), null])).toThrow(
      /`y` must hold no missing or infinite values, received null in row 7/,
    );
    expect(() =>
      new TargetEncoder({ targetType: 'binary' }).fit([['a'], ['b'], ['c']], [1, 2, 3]),
    ).toThrow(/for `targetType` 'binary', received 3 different values/);
    expect(() => new TargetEncoder({ targetType: 'continuous' }).fit([['a']], ['x'])).toThrow(
      DataError,
    );
    expect(() => new TargetEncoder().fitTransform([['a'], ['b']], [0.5, 1.5])).toThrow(
      /`cv` must be at most the number of rows.*which is 2, received 5/,
    );
  });
});
