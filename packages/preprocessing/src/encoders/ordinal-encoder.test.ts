import { ArgumentError, DataError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { OrdinalEncoder } from './ordinal-encoder.ts';

await recordedTransformers(
  'sklearn/categorical.json',
  { OrdinalEncoder },
  { skip: { 'OrdinalEncoder-18': 'None and NaN kept apart, which are both missing here' } },
);

describe('OrdinalEncoder', () => {
  test('codes the sorted categories of each column, and what is missing as NaN', () => {
    const rows = table({ sex: ['male', 'female', null], age: [22, null, 3] });
    const encoder = new OrdinalEncoder().fit(rows);
    expect(encoder.categories).toEqual([
      ['female', 'male', null],
      [3, 22, null],
    ]);
    expect(encoder.transform(rows).toArray()).toEqual([
      [1, 1],
      [0, Number.NaN],
      [Number.NaN, 0],
    ]);
    expect(encoder.inverseTransform(encoder.transform(rows)).toRows()).toEqual(rows.toRows());
  });

  test('sorts texts as Python does, by code points', () => {
    // UTF-16 units would put U+1F600 (d83d de00) before U+FB00.
    const encoder = new OrdinalEncoder().fit([['😀'], ['ﬀ'], ['한국'], ['Z'], ['a'], ['é'], ['']]);
    expect(encoder.categories).toEqual([['', 'Z', 'a', 'é', '한국', 'ﬀ', '😀']]);
  });

  test('gives infrequent categories the code after the frequent ones, beside missing cells too', () => {
    const cells = ['a', 'a', 'b', 'c', 'c', null, 'd'];
    const encoder = new OrdinalEncoder({ minFrequency: 2, encodedMissingValue: -1 });
    const fitted = encoder.fit(table({ x: cells }));
    expect(fitted.infrequentCategories).toEqual([['b', 'd']]);
    const codes = fitted.transform(table({ x: cells }));
    expect(Array.from(codes.data)).toEqual([0, 0, 2, 1, 1, -1, 2]);
    expect(fitted.inverseTransform(codes).toColumns()).toEqual({
      x: ['a', 'a', 'infrequent_sklearn', 'c', 'c', null, 'infrequent_sklearn'],
    });
  });

  test('takes true and false for 1 and 0, as Python does', () => {
    const encoder = new OrdinalEncoder().fit([[true], [false], [true]]);
    expect(encoder.categories).toEqual([[false, true]]);
    expect(encoder.transform([[1], [0]]).toArray()).toEqual([[1], [0]]);
  });

  test('names the column and the categories that it does not know', () => {
    const encoder = new OrdinalEncoder().fit(table({ size: ['S', 'M'] }));
    expect(() => encoder.transform(table({ size: ['S', 'XL', 'L'] }))).toThrow(
      /column `size` holds categories that fit did not know, received "XL", "L".\n {2}Fix: fit with them/,
    );
    expect(() => encoder.inverseTransform([[2]])).toThrow(
      /column `size` must hold codes from 0 to 1, received 2 in row 0/,
    );
    expect(() => encoder.inverseTransform([[0.5]])).toThrow(DataError);
  });

  test.each([
    [{ handleUnkown: 'error' } as never, /`handleUnkown` is not an option.*\n.*`handleUnknown`/],
    [{ unknownValue: -1 }, /`unknownValue` needs `handleUnknown` 'use_encoded_value'/],
    [
      { handleUnknown: 'use_encoded_value', unknownValue: 0.5 },
      /`unknownValue` must be a whole number or NaN/,
    ],
    [{ encodedMissingValue: null as never }, /`encodedMissingValue` must be a whole number or NaN/],
    [{ minFrequency: 1.5 }, /`minFrequency` must be a whole number of at least 1, or a fraction/],
    [{ minFrequency: 0 }, /`minFrequency` must be/],
    [{ maxCategories: 0 }, /`maxCategories` must be a whole number of at least 1/],
    [{ categories: ['a', 'b'] as never }, /`categories\[0\]` must be a list/],
    [{ categories: [['a', null, 'b']] }, /null in `categories\[0\]` must come last/],
    [{ categories: [['a', 'b', 'a']] }, /must hold every category once, received "a" twice/],
  ] as const)('refuses %j', (options, message) => {
    expect(() => new OrdinalEncoder(options)).toThrow(message);
    expect(() => new OrdinalEncoder(options)).toThrow(ArgumentError);
  });

  test.each([
    [{ categories: [['a']] }, [['b']], /column `x0` holds a category that fit did not know/],
    [{ categories: [[2, 1]] }, [[1], [2]], /must be in order.*\n {2}Fix: pass \[1, 2\]/],
    [{ categories: [['1']] }, [[1]], /which holds numbers, must be numbers, received "1"/],
    [{ categories: [['a'], ['b']] }, [['a']], /an entry for each of the 1 columns, received 2/],
    [{}, [['a'], [1]], /texts only or numbers only, received "a" in row 0 and 1 in row 1/],
    [{}, [[1], [Number.POSITIVE_INFINITY]], /finite or missing, received Infinity/],
    [{ encodedMissingValue: 0 }, [['a'], [null]], /`encodedMissingValue` must not be the code/],
  ])('refuses to fit %j on %j', (options, rows, message) => {
    expect(() => new OrdinalEncoder(options).fit(rows)).toThrow(message);
  });
});
