import { ArgumentError, DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { fromJson } from '../saving/from-json.ts';
import { preprocessorCatalog } from '../saving/preprocessor-catalog.ts';
import { type FittedSplineTransformer, SplineTransformer } from './spline-transformer.ts';

preprocessorCatalog.register(preprocessors);

const rows = [[0], [1], [4], [10]];

describe('SplineTransformer', () => {
  test('of degree 1, functions are hats over three knots', () => {
    // Knots 0, 5, 10: at 2.5, half of the first and half of the second.
    const hats = new SplineTransformer({ nKnots: 3, degree: 1 }).fit(rows);
    expect(hats.transform([[0], [2.5], [10], [99]]).toArray()).toEqual([
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    expect(hats.featureNamesOut(['age'])).toEqual(['age_sp_0', 'age_sp_1', 'age_sp_2']);
    expect(hats.nFeaturesOut).toBe(3);
  });

  test.each([
    [
      { nKnots: 3, degree: 2, extrapolation: 'linear' },
      [
        [0.125, 0.75, 0.125, 0.0],
        [0.0, 0.0, 0.09999999999999998, 0.9],
      ],
    ],
    [
      { nKnots: 4, degree: 2, extrapolation: 'periodic' },
      [
        [0.031250000000000014, 0.6875, 0.28125],
        [0.08000000000000003, 0.74, 0.18],
      ],
    ],
    [
      { nKnots: 3, knots: 'quantile', extrapolation: 'continue' },
      [
        [0.0, 0.44999999999999996, 0.5142857142857142, 0.03571428571428571, 0.0],
        [0.0, -0.008533333333333332, 0.10726349206349206, 0.5625537918871253, 0.33871604938271604],
      ],
    ],
  ] as const)('as scikit-learn 1.9.1 recorded it: %j', (options, expected) => {
    const fitted = new SplineTransformer(options).fit(rows);
    for (const one of [fitted, fromJson(JSON.stringify(fitted)) as FittedSplineTransformer]) {
      const made = one.transform([[2.5], [12]]);
      for (const [at, value] of expected.flat().entries()) {
        expect(made.data[at]).toBeCloseTo(value, 13);
      }
    }
  });

  test('functions add up to 1 inside of the knots', () => {
    const made = new SplineTransformer({ knots: 'quantile' }).fit(rows).transform(rows);
    for (let row = 0; row < rows.length; row++) {
      expect(made.row(row).sum()).toBeCloseTo(1, 14);
    }
  });

  test('missing values become zeros where that is wanted', () => {
    const missing = [[0], [Number.NaN], [10]];
    expect(() => new SplineTransformer().fit(missing)).toThrow(/received a missing value/);
    const options = { nKnots: 2, degree: 1, handleMissing: 'zeros', includeBias: false } as const;
    expect(new SplineTransformer(options).fitTransform(missing).toArray()).toEqual([[1], [0], [0]]);
  });

  test.each([
    [{ nKnots: 1 }, ArgumentError, /`nKnots` must be a whole number of at least 2/],
    [{ knots: [[0], [0]] }, ArgumentError, /`knots` must ascend in each column/],
    [
      {
        knots: [
          [0, 1],
          [2, 3],
        ],
      },
      ArgumentError,
      /a place for each of the 1 columns, received 2/,
    ],
    [{ knots: 'quantiles' }, ArgumentError, /did you mean 'quantile'/],
    [{ nKnots: 3, extrapolation: 'periodic' }, ArgumentError, /received 3 knots and degree 3/],
  ])('refuses %j', (options, kind, message) => {
    const learn = (): unknown => new SplineTransformer(options as never).fit(rows);
    expect(learn).toThrow(kind);
    expect(learn).toThrow(message);
  });

  test("'error' refuses what lies beyond the knots", () => {
    const fitted = new SplineTransformer({ extrapolation: 'error' }).fit(rows);
    expect(() => fitted.transform([[11]])).toThrow(DataError);
    expect(() => fitted.transform([[11]])).toThrow(/has knots from 0 to 10, received 11/);
  });
});
