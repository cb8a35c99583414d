import { ArgumentError, DataError, SerializationError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { Tabular } from '../input/tabular.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { type FittedSimpleImputer, SimpleImputer } from './simple-imputer.ts';

preprocessorCatalog.register(preprocessors);

describe('SimpleImputer', () => {
  test('fills the median of the column, half the sum of both middle values', () => {
    const imputer = new SimpleImputer({ strategy: 'median' }).fit([
      [1, 1],
      [null, 2],
      [3, 10],
      [8, 20],
    ]);
    expect(imputer.statistics).toEqual([3, 6]);
    expect(imputer.transform([[null, null]]).toArray()).toEqual([[3, 6]]);
  });

  test('fills the columns of a table each by its own kind', () => {
    const passengers = table({
      age: [22, null, 22, 40],
      deck: [null, 'C', 'B', 'B'],
      alone: [true, null, true, false],
    });
    const filled = new SimpleImputer({ strategy: 'most_frequent' }).fitTransformTable(passengers);
    expect(filled.row(1)).toEqual({ age: 22, deck: 'C', alone: true });
    expect(filled.row(0)).toEqual({ age: 22, deck: 'B', alone: true });
    const constant = new SimpleImputer({ strategy: 'constant' }).fitTransformTable(passengers);
    expect(constant.row(1)).toEqual({ age: 0, deck: 'C', alone: 'missing_value' });
  });

  test('takes the first in order of several most frequent values: Python orders texts by code points', () => {
    // By UTF-16 units '😀' (d83d …) would come before 'ﬀ' (fb00).
    const imputer = new SimpleImputer({ strategy: 'most_frequent' });
    expect(imputer.fit([['😀'], ['ﬀ']]).statistics).toEqual(['ﬀ']);
    expect(imputer.fit([[10], [9], [null]]).statistics).toEqual([9]);
  });

  test('leaves out columns without a value, or keeps them with 0', () => {
    const rows = [
      [1, null],
      [3, null],
    ];
    const without = new SimpleImputer().fit(rows);
    expect(without.featureNamesOut()).toEqual(['x0']);
    expect(without.transform([[null, 7]]).toArray()).toEqual([[2]]);
    const kept = new SimpleImputer({ keepEmptyFeatures: true }).fit(rows);
    expect(kept.transform([[null, null]]).toArray()).toEqual([[2, 0]]);
    expect(kept.transform([[null, 7]]).toArray()).toEqual([[2, 7]]);
  });

  test('asks a function for what is filled, and tells that it cannot be saved', () => {
    const imputer = new SimpleImputer({ strategy: (values) => Math.max(...values) });
    const fitted = imputer.fit([[1], [5], [null]]);
    expect(fitted.transform([[null]]).toArray()).toEqual([[5]]);
    expect(() => JSON.stringify(fitted)).toThrow(SerializationError);
    const wrong = new SimpleImputer({ strategy: (() => '5') as never });
    expect(() => wrong.fit([[1]])).toThrow(/`strategy` must return a number, received "5"/);
  });

  test('brings missing values back, with the indicators', () => {
    const imputer = new SimpleImputer({ addIndicator: true, missingValues: -1 });
    const rows = [
      [1, 4, -1],
      [-1, 6, -1],
      [3, 8, -1],
    ];
    const fitted = imputer.fit(rows);
    expect(fitted.indicator?.features).toEqual([0, 2]);
    const filled = fitted.transform(rows);
    expect(filled.toArray()).toEqual([
      [1, 4, 0, 1],
      [2, 6, 1, 1],
      [3, 8, 0, 1],
    ]);
    expect(fitted.inverseTransform(filled).toArray()).toEqual(rows);
    // One row, in which a column is missing as a whole, comes back in its place, too.
    const one = [[-1, 5, -1]];
    expect(fitted.inverseTransform(fitted.transform(one)).toArray()).toEqual(one);
  });

  test('brings texts back as a table', () => {
    const rows = table({ deck: ['A', null, 'A'], age: [1, 2, 3] });
    const imputer = new SimpleImputer({ strategy: 'most_frequent', addIndicator: true });
    const fitted = fromJson(JSON.stringify(imputer.fit(rows))) as FittedSimpleImputer;
    const filled = fitted.transformTable(rows);
    expect(filled.columnNames).toEqual(['deck', 'age', 'missingindicator_deck']);
    expect(filled.row(1)).toEqual({ deck: 'A', age: 2, missingindicator_deck: 1 });
    expect(fitted.inverseTransformTable(filled).toRows()).toEqual(rows.toRows());
  });

  test('keeps booleans also where another transformer read the same columns as numbers', () => {
    const x = Tabular.ofColumns(table({ alone: [true, null, true] }).columns);
    expect(x.matrix.data[0]).toBe(1);
    const imputer = new SimpleImputer({ strategy: 'most_frequent' });
    const { result } = imputer.learnApply({ x, isNamed: true, y: undefined });
    expect(result.toTable().column('alone').toArray()).toEqual([true, true, true]);
  });

  test.each([
    [{ strategy: 'most-frequent' }, /did you mean 'most_frequent'/],
    [{ missingValues: Number.POSITIVE_INFINITY }, /`missingValues` must be NaN, null/],
    [{ fillValue: Number.NaN }, /`fillValue` must be a number, a text/],
    [{ addIndicator: 1 }, /`addIndicator` must be true or false/],
    [{ fill_value: 1 }, /did you mean `fillValue`/],
  ])('refuses %j', (options, message) => {
    expect(() => new SimpleImputer(options as never)).toThrow(ArgumentError);
    expect(() => new SimpleImputer(options as never)).toThrow(message);
  });

  test.each([
    [{}, [['a'], [null]], /column `x0` must hold numbers, received "a" in row 0/],
    [{}, [[1], [Number.NEGATIVE_INFINITY]], /received -Infinity in column `x0`, row 1/],
    [{ missingValues: -1 }, [[1], [null]], /only -1 counts as missing, received null or NaN/],
    [
      { missingValues: '?' },
      [[1]],
      /`missingValues` is the text "\?", where only numbers are taken/,
    ],
    [{ strategy: 'constant', fillValue: 'x' }, [[1]], /`fillValue` must be a number for columns/],
  ] as const)('with %j it refuses %j', (options, rows, message) => {
    expect(() => new SimpleImputer(options).fit(rows)).toThrow(DataError);
    expect(() => new SimpleImputer(options).fit(rows)).toThrow(message);
  });

  test('refuses texts after it was fitted on numbers, and to undo what nothing tells', () => {
    const fitted = new SimpleImputer({ strategy: 'most_frequent' }).fit([[1], [null]]);
    expect(() => fitted.transform([['a']])).toThrow(/must hold numbers, received "a"/);
    expect(() => fitted.inverseTransform([[1]])).toThrow(/`addIndicator` is false/);
  });

  test('refuses a damaged form', () => {
    const form = JSON.stringify(new SimpleImputer({ addIndicator: true }).fit([[1], [null]]));
    expect(() => fromJson(form.replace('"statistics":[1]', '"statistics":["a"]'))).toThrow(
      /what is filled into numbers must be numbers/,
    );
    expect(() => fromJson(form.replace('Features":[0]', 'Features":[1]'))).toThrow(
      SerializationError,
    );
  });
});
