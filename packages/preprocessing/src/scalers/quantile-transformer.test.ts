import { ArgumentError } from '@myelin/core';
import { expect, test } from 'vitest';
import { QuantileTransformer } from './quantile-transformer.ts';

const rows = [[1], [2], [2], [5], [9]];
const at = [[0], [1.5], [2], [4], [9], [Number.NaN]];

test('the rank of a number that comes twice is the mean of both', () => {
  // Of five quantiles 0, 0.25, 0.5, 0.75, 1, the number 2 is the second and the third.
  const ranks = new QuantileTransformer({ nQuantiles: 5 }).fit(rows);
  expect(ranks.transform(at).toArray()).toEqual([
    [0],
    [0.125],
    [0.375],
    [expect.closeTo(0.5 + 0.25 * (2 / 3), 15)],
    [1],
    [Number.NaN],
  ]);
  expect(ranks.inverseTransform([[0.125], [1]]).toArray()).toEqual([[1.5], [9]]);
});

test('turns ranks into normally distributed numbers and back', () => {
  // Recorded from scikit-learn 1.9.1
  const normal = new QuantileTransformer({ nQuantiles: 4, outputDistribution: 'normal' }).fit(rows);
  const made = normal.transform(at);
  const expected = [
    -5.199337582605575, -0.967421566101701, -0.43072729929545756, 0.4307272992954577,
    5.19933758270342,
  ];
  for (const [row, value] of expected.entries()) expect(made.at(row, 0)).toBeCloseTo(value, 11);
  expect(made.at(5, 0)).toBeNaN();
  const back = normal.inverseTransform(made);
  for (const [row, value] of [1, 1.5, 2, 4, 9].entries()) {
    expect(back.at(row, 0)).toBeCloseTo(value, 12);
  }
});

test('looks at some of many rows, the same ones for the same seed', () => {
  const many = Array.from({ length: 500 }, (_, i) => [i]);
  const learn = (seed: number): Float64Array | undefined =>
    new QuantileTransformer({ nQuantiles: 20, subsample: 20, seed }).fit(many).state.quantiles[0];
  expect(learn(1)).toEqual(learn(1));
  expect(learn(1)).not.toEqual(learn(2));
  expect(new Set(learn(1)).size).toBe(20);
});

test('refuses more quantiles than rows that it looks at', () => {
  const make = (): unknown => new QuantileTransformer({ nQuantiles: 50, subsample: 20 });
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(/`nQuantiles` must be at most `subsample`, received 50 and 20/);
});
