import { ndArray } from '@myelin/core';
import { table } from '@myelin/table';
import { expect, test } from 'vitest';
import { OneHotEncoder } from '../encoders/one-hot-encoder.ts';
import { SimpleImputer } from '../imputers/simple-imputer.ts';
import { MinMaxScaler } from '../scalers/min-max-scaler.ts';
import { StandardScaler } from '../scalers/standard-scaler.ts';
import { newMatrix } from './matrix.ts';

const people = table({ age: [1, null, 3], sex: ['m', 'f', 'm'] });

test('a place of a list without a value is a missing one, and moves no other', () => {
  const row: number[] = [1, 2, 3];
  delete row[1];
  const scaler = new MinMaxScaler().fit([row, [3, 5, 7]]);
  expect(scaler.transform([row]).toArray()).toEqual([[0, Number.NaN, 0]]);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'a vector',
    () => new StandardScaler().fit(ndArray([1, 2, 3])),
    /two axes, received shape \[3\]\.\n {2}Fix: reshape\(\[-1, 1\]\)/,
  ],
  [
    'a list of numbers',
    () => new StandardScaler().fit([1, 2] as never),
    /rows must be lists of values, received 1\.\n {2}Fix: write one list for each row/,
  ],
  [
    'a typed array',
    () => new StandardScaler().fit(new Float32Array(3) as never),
    /Fix: say how many columns there are: ndArray\(values, \[-1, 1\], 'float64'\)/,
  ],
  [
    'a column',
    () => new StandardScaler().fit(people.column('age') as never),
    /Fix: select it as a table: table\.select\('age'\)/,
  ],
  ['no rows', () => new StandardScaler().fit([]), /at least one row, received none/],
  ['no columns', () => new StandardScaler().fit([[], []]), /at least one column, received none/],
  [
    'texts for numbers',
    () => new StandardScaler().fit(people),
    /^StandardScaler\.fit: column `sex` must hold numbers, received "m" in row 0/,
  ],
  [
    'texts for numbers that it was fitted on',
    () => new StandardScaler().fit([[1]]).transform([['m']]),
    /^StandardScaler\.transform: column `x0` must hold numbers, received "m" in row 0/,
  ],
])('refuses %s, and says what to do', (_, run, message) => {
  expect(run).toThrow(message);
});

test('texts that come out are given as a table', () => {
  const imputer = new SimpleImputer({ strategy: 'most_frequent' });
  const rows = [['a'], [null]];
  const message = /an array holds numbers only, and column `x0` of what comes out holds texts/;
  expect(() => imputer.fitTransform(rows)).toThrow(message);
  expect(() => imputer.fitTransform(rows)).toThrow(/Fix: use fitTransformTable\(\)/);
  expect(() => imputer.fit(rows).transform(rows)).toThrow(/Fix: use transformTable\(\)/);
  expect(imputer.fitTransformTable(rows).column('x0').toArray()).toEqual(['a', 'a']);
  const indicated = new SimpleImputer({ strategy: 'most_frequent', addIndicator: true });
  const filled = indicated.fitTransformTable(rows);
  const back = indicated.fit(rows);
  expect(() => back.inverseTransform(filled)).toThrow(/Fix: use inverseTransformTable\(\)/);
});

test('texts of digits are no numbers', () => {
  const encoder = new OneHotEncoder({ handleUnknown: 'ignore' }).fit([['1'], ['2']]);
  expect(encoder.transform([[1], ['1']]).toArray()).toEqual([
    [0, 0],
    [1, 0],
  ]);
});

test('what does not fit into memory is said so', () => {
  expect(() => newMatrix(2 ** 40, 2 ** 10)).toThrow(
    /does not fit into memory: 1099511627776 rows of 1024 columns/,
  );
});
