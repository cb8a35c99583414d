import { SerializationError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { preprocessors } from '../catalog.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { OneHotEncoder } from './one-hot-encoder.ts';

await recordedTransformers('sklearn/categorical.json', { OneHotEncoder });

describe('OneHotEncoder', () => {
  const countries = table({ country: ['Korea', 'Japan', 'China'], age: [38, 27, 30] });

  test('puts the columns in sorted order, or in the order that is given', () => {
    const sorted = new OneHotEncoder().fit(countries.select('country'));
    expect(sorted.transformTable(countries.select('country')).row(0)).toEqual({
      country_China: 0,
      country_Japan: 0,
      country_Korea: 1,
    });
    const given = new OneHotEncoder({ categories: [['Korea', 'Japan', 'China']] });
    expect(given.fitTransform(countries.select('country')).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  test('names columns as Python prints their categories', () => {
    const names = (cells: readonly (number | string | boolean | null)[]): string[] =>
      new OneHotEncoder().fit(table({ x: cells })).featureNamesOut();
    expect(names([3, 1])).toEqual(['x_1', 'x_3']);
    expect(names([3, 1, null])).toEqual(['x_1.0', 'x_3.0', 'x_nan']);
    expect(names([1e16, 0.00001, 1e-4])).toEqual(['x_1e-05', 'x_0.0001', 'x_1e+16']);
    expect(names([2 ** 60, 5])).toEqual(['x_5', 'x_1152921504606846976']);
    expect(names([true, null])).toEqual(['x_True', 'x_None']);
  });

  test('makes names with a function, which cannot be saved', () => {
    const featureNameCombiner = (feature: string, category: unknown): string =>
      `${feature}=${category}`;
    const encoder = new OneHotEncoder({ featureNameCombiner }).fit([['a'], [null]]);
    expect(encoder.featureNamesOut(['x'])).toEqual(['x=a', 'x=null']);
    expect(() => JSON.stringify(encoder)).toThrow(/`featureNameCombiner` cannot be saved/);
    const wrong = new OneHotEncoder({ featureNameCombiner: () => 1 as never }).fit([['a']]);
    expect(() => wrong.featureNamesOut()).toThrow(/must return a text, received 1/);
  });

  test('reads zeros as the dropped category, which unknown ones then look like', () => {
    const encoder = new OneHotEncoder({ drop: 'first', handleUnknown: 'ignore' });
    const fitted = encoder.fit([['a'], ['b'], ['c']]);
    expect(fitted.dropIdx).toEqual([0]);
    expect(fitted.transform([['zzz'], ['a'], ['c']]).toArray()).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(fitted.inverseTransform([[0, 0]]).toColumns()).toEqual({ x0: ['a'] });
  });

  test('drops the first of the frequent categories where the first one is infrequent', () => {
    const rows = [['a'], ['b'], ['b'], ['c'], ['c']];
    const encoder = new OneHotEncoder({ drop: 'first', minFrequency: 2, handleUnknown: 'ignore' });
    const fitted = encoder.fit(rows);
    expect(fitted.dropIdx).toEqual([1]);
    expect(fitted.featureNamesOut()).toEqual(['x0_c', 'x0_infrequent_sklearn']);
    expect(fitted.inverseTransform(fitted.transform(rows)).toColumns()).toEqual({
      x0: ['infrequent_sklearn', 'b', 'b', 'c', 'c'],
    });
    expect(() => new OneHotEncoder({ drop: ['a'], minFrequency: 2 }).fit(rows)).toThrow(
      /`drop\[0\]` must be a frequent category of column `x0`, received "a"/,
    );
  });

  test('takes what is missing for a category that can be dropped', () => {
    const encoder = new OneHotEncoder({ drop: [null] }).fit([[1], [null]]);
    expect(encoder.dropIdx).toEqual([1]);
    expect(encoder.transform([[null], [1]]).toArray()).toEqual([[0], [1]]);
    expect(encoder.inverseTransform([[0]]).toColumns()).toEqual({ x0: [null] });
  });

  test('sends unknown categories to the infrequent ones where there are such', () => {
    const encoder = new OneHotEncoder({ handleUnknown: 'infrequent_if_exist', minFrequency: 2 });
    const without = encoder.fit([['a'], ['a']]);
    expect(without.infrequentCategories).toEqual([null]);
    expect(without.transform([['zzz']]).toArray()).toEqual([[0]]);
    const fitted = encoder.fit([['a'], ['a'], ['b'], ['c']]);
    expect(fitted.infrequentCategories).toEqual([['b', 'c']]);
    expect(fitted.transform([['zzz'], ['c'], ['a']]).toArray()).toEqual([
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
  });

  test('groups categories up to the most that are wanted, of equally frequent ones the first', () => {
    const encoder = new OneHotEncoder({ maxCategories: 2 }).fit([['c'], ['a'], ['b']]);
    expect(encoder.infrequentCategories).toEqual([['a', 'b']]);
    const one = new OneHotEncoder({ maxCategories: 1 }).fit([['a'], ['b']]);
    expect(one.featureNamesOut()).toEqual(['x0_infrequent_sklearn']);
  });

  test.each([
    [{}, [[0, 0]], /row 0 must have a number other than 0 for column `x0`, received zeros only/],
    [
      {},
      [[0, Number.NaN]],
      /numbers must be finite, received a missing value in column `x1`, row 0/,
    ],
    [{}, [[1]], /rows must have 2 columns, received 1/],
  ])('refuses to invert %j on %j', (options, rows, message) => {
    const fitted = new OneHotEncoder(options).fit([['a'], ['b']]);
    expect(() => fitted.inverseTransform(rows)).toThrow(message);
  });

  test.each([
    [{ drop: 'last' as never }, /`drop` must be 'first', 'if_binary', a list/],
    [{ handleUnknown: 'ignor' as never }, /did you mean 'ignore'/],
    [{ featureNameCombiner: 'join' as never }, /`featureNameCombiner` must be one of 'concat'/],
  ])('refuses %j', (options, message) => {
    expect(() => new OneHotEncoder(options)).toThrow(message);
  });

  test.each([
    [{ categories: [[]], infrequent: [null], drop: null }],
    [{ categories: [['a', 'a']], infrequent: [null], drop: null }],
    [{ categories: [['a', 'b']], infrequent: [[2]], drop: null }],
    [{ categories: [['a', 'b']], infrequent: [[1, 0]], drop: null }],
    [{ categories: [['a', 'b']], infrequent: [null], drop: [2] }],
    [{ categories: [['a', 'b']], infrequent: [null], drop: [0, 0] }],
  ])('does not read the damaged state %j', (state) => {
    preprocessorCatalog.register(preprocessors);
    const form = new OneHotEncoder().fit([['a'], ['b']]).toJSON();
    expect(() => fromJson({ ...form, state })).toThrow(SerializationError);
  });
});
