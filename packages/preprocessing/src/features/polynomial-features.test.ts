import { ArgumentError } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, test } from 'vitest';
import { PolynomialFeatures } from './polynomial-features.ts';

describe('PolynomialFeatures', () => {
  test.each([
    [{}, ['1', 'a', 'b', 'a^2', 'a b', 'b^2'], [1, 2, 3, 4, 6, 9]],
    [{ interactionOnly: true }, ['1', 'a', 'b', 'a b'], [1, 2, 3, 6]],
    [{ degree: [3, 3], includeBias: false }, ['a^3', 'a^2 b', 'a b^2', 'b^3'], [8, 12, 18, 27]],
    [{ degree: [0, 0] }, ['1'], [1]],
    [{ degree: 9, interactionOnly: true, includeBias: false }, ['a', 'b', 'a b'], [2, 3, 6]],
  ] as const)('%j', (options, names, values) => {
    const rows = table({ a: [2], b: [3] });
    const fitted = new PolynomialFeatures(options).fit(rows);
    expect(fitted.featureNamesOut()).toEqual(names);
    expect(fitted.nOutputFeatures).toBe(names.length);
    expect(fitted.transform(rows).toArray()).toEqual([values]);
  });

  test('powers say how often each column stands in a product', () => {
    expect(new PolynomialFeatures({ includeBias: false }).fit([[1, 1]]).powers).toEqual([
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  test.each([
    [{ degree: -1 }, /`degree` must be a whole number of at least 0, received -1/],
    [{ degree: [3, 2] }, /`degree\[1\]` must be a whole number of at least 3, received 2/],
    [{ degree: 'two' }, /`degree` must be a whole number or two, received "two"/],
    [{ degree: 0, includeBias: false }, /leaves no column/],
    [{ degree: 1e15 }, /`degree` 1000000000000000 of 2 columns makes more than 1000000 products/],
  ])('refuses %j', (options, message) => {
    const learn = (): unknown => new PolynomialFeatures(options as never).fit([[1, 2]]);
    expect(learn).toThrow(ArgumentError);
    expect(learn).toThrow(message);
  });
});
