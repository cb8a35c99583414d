import { ArgumentError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { KNNImputer } from './knn-imputer.ts';

preprocessorCatalog.register(preprocessors);

const rows = [
  [0, 10],
  [1, 20],
  [4, 40],
  [9, null],
];

describe('KNNImputer', () => {
  test('takes the mean of the nearest rows that have the value', () => {
    const imputer = new KNNImputer({ nNeighbors: 2 }).fit(rows);
    // 3 is nearest to 4 and 1; the row with 9 has no value to give.
    expect(imputer.transform([[3, null]]).toArray()).toEqual([[3, 30]]);
    expect(imputer.transform([[9, null]]).toArray()).toEqual([[9, 30]]);
  });

  test('weighs by the inverse distance, and takes only rows that are the same where there are any', () => {
    const imputer = new KNNImputer({ nNeighbors: 2, weights: 'distance' }).fit(rows);
    // Distances are √2 · 1 and √2 · 2 (one column of two in common): (40 · 1 + 20 · ½) / 1.5
    expect(imputer.transform([[3, null]]).at(0, 1)).toBeCloseTo(50 / 1.5, 12);
    expect(imputer.transform([[1, null]]).toArray()).toEqual([[1, 20]]);
  });

  test('hands distances to a function, scaled to all columns', () => {
    const seen: number[][] = [];
    const weights = (distances: Float64Array): number[] => {
      seen.push([...distances]);
      return [0, 1];
    };
    const imputer = new KNNImputer({ nNeighbors: 2, weights }).fit(rows);
    expect(imputer.transform([[3, null]]).toArray()).toEqual([[3, 20]]);
    expect(seen).toEqual([[Math.SQRT2, Math.sqrt(8)]]);
    const none = new KNNImputer({ weights: () => [0, 0, 0] }).fit(rows);
    expect(() => none.transform([[3, null]])).toThrow(/`weights` must not add up to 0/);
    const short = new KNNImputer({ weights: () => [1] }).fit(rows);
    expect(() => short.transform([[3, null]])).toThrow(
      /one number for each distance, received \[1\] for 3/,
    );
  });

  test('measures with a function where one is given', () => {
    const metric = (x: Float64Array, y: Float64Array): number => -Math.abs(x[0]! - y[0]!);
    const imputer = new KNNImputer({ nNeighbors: 1, metric }).fit(rows);
    expect(imputer.transform([[4, null]]).toArray()).toEqual([[4, 10]]);
  });

  test('takes the mean of the column where rows have nothing in common', () => {
    const imputer = new KNNImputer().fit(rows);
    expect(imputer.transform([[null, null]]).toArray()).toEqual([[3.5, 70 / 3]]);
  });

  test('leaves out columns without a value, or keeps them with 0 whatever stands there', () => {
    const empty = [
      [1, null],
      [3, null],
    ];
    expect(new KNNImputer().fitTransform(empty).toArray()).toEqual([[1], [3]]);
    const kept = new KNNImputer({ keepEmptyFeatures: true }).fit(empty);
    expect(kept.featureNamesOut()).toEqual(['x0', 'x1']);
    expect(kept.transform([[null, 7]]).toArray()).toEqual([[2, 0]]);
  });

  test('takes the first of rows that are equally near', () => {
    const imputer = new KNNImputer({ nNeighbors: 1 }).fit([
      [1, 5],
      [1, 6],
      [1, 7],
    ]);
    expect(imputer.transform([[2, null]]).toArray()).toEqual([[2, 5]]);
  });

  test.each([
    [{ nNeighbors: 0 }, /`nNeighbors` must be a whole number of at least 1/],
    [{ weights: 'uniforn' }, /did you mean 'uniform'/],
    [{ metric: 'euclidean' }, /did you mean 'nan_euclidean'/],
    [{ missingValues: '?' }, /`missingValues` must be NaN, null or a finite number/],
  ])('refuses %j', (options, message) => {
    expect(() => new KNNImputer(options as never)).toThrow(ArgumentError);
    expect(() => new KNNImputer(options as never)).toThrow(message);
  });

  test('refuses a form with half a row', () => {
    const form = JSON.stringify(new KNNImputer().fit(rows));
    expect(() => fromJson(form.replace('"rows":[0,', '"rows":['))).toThrow(
      /`rows`: it must hold rows of 2 numbers/,
    );
  });
});
