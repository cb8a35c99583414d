import { DataError, ShapeError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { recordedTransformers } from '../../test-support/recorded-transformers.ts';
import { StandardScaler } from './standard-scaler.ts';

await recordedTransformers(
  'sklearn/numeric.json',
  { StandardScaler },
  { attributes: { var_: 'variance', n_samples_seen_: null } },
);

describe('StandardScaler', () => {
  test('takes the mean off and divides by the standard deviation of the population', () => {
    // mean 40, variance (100 + 0 + 100) / 3
    const scaler = new StandardScaler().fit([[30], [40], [50]]);
    expect(scaler.mean).toEqual(Float64Array.of(40));
    expect(scaler.scale?.[0]).toBeCloseTo(Math.sqrt(200 / 3), 12);
    expect(scaler.transform([[40]]).toArray()).toEqual([[0]]);
    expect(scaler.inverseTransform([[0], [1]]).at(1, 0)).toBeCloseTo(40 + Math.sqrt(200 / 3), 12);
  });

  test('takes the columns of a table by their names, in any order, and names the missing and the unknown', () => {
    const scaler = new StandardScaler().fit(table({ age: [30, 50], fare: [1, 3] }));
    const turned = table({ fare: [3], age: [30] });
    expect(scaler.transformTable(turned).row(0)).toEqual({ age: -1, fare: 1 });
    expect(() => scaler.transform(table({ age: [1], Fare: [2] }))).toThrow(DataError);
    expect(() => scaler.transform(table({ age: [1], Fare: [2] }))).toThrow(
      /column `fare` is missing, received `age`, `Fare`.\n {2}Fix: rename `Fare` to `fare`/,
    );
    expect(() => scaler.transform(table({ age: [1], fare: [2], name: ['Kim'] }))).toThrow(
      /column `name` was not there in fit.\n {2}Fix: pass table.select\('age', 'fare'\)/,
    );
    expect(() => scaler.transform([[1, 2, 3]])).toThrow(ShapeError);
  });

  test.each([
    [
      [1, 2, 3] as never,
      /rows must be lists of values, received 1.\n {2}Fix: write one list for each row/,
    ],
    [[[1], [1, 2]], /received 1 in row 0 and 2 in row 1/],
    [[], /there must be at least one row, received none/],
    [[[1], [Number.POSITIVE_INFINITY]], /received Infinity in column `x0`, row 1/],
    [[['a'], ['b']], /column `x0` must hold numbers, received "a" in row 0/],
    [
      '1,2' as never,
      /rows must be a table, an array of two axes, or lists of values, received "1,2"/,
    ],
  ])('refuses %j', (rows, message) => {
    expect(() => new StandardScaler().fit(rows)).toThrow(message);
  });
});
