import { DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { boxCox } from './box-cox.ts';
import { PowerTransformer } from './power-transformer.ts';
import { yeoJohnson } from './yeo-johnson.ts';

describe('PowerTransformer', () => {
  test('finds the most likely power', () => {
    // Recorded from scikit-learn 1.9.1 and SciPy 1.17.1
    const rows = [[1], [2], [3], [40]];
    expect(new PowerTransformer().fit(rows).lambdas[0]).toBeCloseTo(-0.7602119324801198, 7);
    const positive = new PowerTransformer({ method: 'box-cox' }).fit(rows);
    expect(positive.lambdas[0]).toBeCloseTo(-0.4849860678944845, 7);
    expect(positive.inverseTransform(positive.transform(rows)).at(3, 0)).toBeCloseTo(40, 10);
  });

  test('a power that would overflow is brought back to one that does not', () => {
    // Recorded from scikit-learn 1.9.1
    const rows = [2003, 1950, 1997, 2000, 2009, 2009, 1980, 1999, 2007, 1991].map((x) => [x]);
    const made = new PowerTransformer({ method: 'box-cox', standardize: false }).fit(rows);
    expect(made.lambdas[0]).toBeCloseTo(92.71077985888486, 10);
    expect(made.transform([[2003]]).at(0, 0) / 1.3623397231121839e304).toBeCloseTo(1, 9);
  });

  test('leaves constant columns as they are, and missing values missing', () => {
    const made = new PowerTransformer({ standardize: false }).fit([[5], [Number.NaN], [5]]);
    expect(made.lambdas).toEqual(Float64Array.of(1));
    expect(made.transform([[Number.NaN]]).at(0, 0)).toBeNaN();
  });

  test.each([
    [
      'box-cox',
      [[1], [0]],
      /'box-cox' takes positive numbers only, received 0 in column `x0`, row 1/,
    ],
    ['box-cox', [[2], [2]], /column `x0` has no most likely power/],
    ['yeo-johnson', [[Number.NaN]], /column `x0` has no number that is not missing/],
  ] as const)('%s refuses %j', (method, rows, message) => {
    const learn = (): unknown => new PowerTransformer({ method }).fit(rows);
    expect(learn).toThrow(DataError);
    expect(learn).toThrow(message);
  });
});

test.each([
  [yeoJohnson, 3, 0, Math.log(4)],
  [yeoJohnson, 3, 2, 7.5],
  [yeoJohnson, -3, 2, -Math.log(4)],
  [yeoJohnson, -3, 0, -7.5],
  [boxCox, 3, 0, Math.log(3)],
  [boxCox, 3, 2, 4],
  [boxCox, 4, -0.5, 1],
])('case %#: a power and its inverse', (method, x, lambda, expected) => {
  expect(method.transform(x, lambda)).toBeCloseTo(expected, 14);
  expect(method.invert(expected, lambda)).toBeCloseTo(x, 12);
});
