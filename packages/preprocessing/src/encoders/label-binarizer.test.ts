import { DataError, NdArray, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { recordedLabels } from '../../test-support/recorded-labels.ts';
import { LabelBinarizer } from './label-binarizer.ts';

await recordedLabels('sklearn/categorical.json', { LabelBinarizer });

describe('LabelBinarizer', () => {
  test('takes the largest number of a row for its class, or the one column above the middle', () => {
    const three = new LabelBinarizer().fit(['low', 'high', 'mid']);
    expect(three.inverseTransform([[0.1, 0.7, 0.2]])).toEqual(['low']);
    const two = new LabelBinarizer().fit(['no', 'yes', 'no']);
    expect(two.transform(['yes', 'no', 'maybe']).toArray()).toEqual([[1], [0], [0]]);
    const outputs = new NdArray(Float32Array.of(0.4, 0.6), [2, 1]);
    expect(two.inverseTransform(outputs)).toEqual(['no', 'yes']);
    expect(two.inverseTransform(outputs, { threshold: 0.7 })).toEqual(['no', 'no']);
    expect(two.inverseTransform([0.9])).toEqual(['yes']);
    expect(two.inverseTransform([[0.9, 0.1]])).toEqual(['no']);
  });

  test('keeps one column for two labels, whatever else is to be transformed', () => {
    const two = new LabelBinarizer({ negLabel: -1 }).fit([1, 2]);
    expect(two.transform([1, 2, 3, 4]).toArray()).toEqual([[-1], [1], [-1], [-1]]);
  });

  test('knows rows of 0 and 1 as several classes at once', () => {
    const rows = [
      [0, 1, 1],
      [1, 0, 0],
    ];
    const several = new LabelBinarizer({ negLabel: -2, posLabel: 3 }).fit(rows);
    expect(several.yType).toBe('multilabel-indicator');
    expect(several.transform(rows).toArray()).toEqual([
      [-2, 3, 3],
      [3, -2, -2],
    ]);
    expect(several.inverseTransform(several.transform(rows))).toEqual(rows);
    expect(() => several.transform([[0, 1]])).toThrow(ShapeError);
    expect(() => several.transform([1])).toThrow(ShapeError);
  });

  test.each([
    [[0.5, 1], /labels must be texts, booleans or whole numbers, received 0.5/],
    [['a', null], /received null/],
    [[], /`y` must hold at least one label, received none/],
    [['a', 1], /texts only or numbers only/],
    [
      [
        [0, 2],
        [1, 0],
      ],
      /rows must hold 0 and 1 only, received 2 in row 0/,
    ],
    [[[0, 1], [1]], /all rows must have 2 numbers, received \[1\] in row 1/],
  ])('refuses the labels %j', (labels, message) => {
    expect(() => new LabelBinarizer().fit(labels as never)).toThrow(message);
  });

  test('refuses rows of another width, and numbers that are missing', () => {
    const three = new LabelBinarizer().fit([1, 2, 3]);
    expect(() => three.inverseTransform([[0, 1]])).toThrow(
      /must have 3 numbers, as in fit, received shape \[\?, 2\]/,
    );
    expect(() => three.inverseTransform([[0, 1, Number.NaN]])).toThrow(DataError);
    expect(() => new LabelBinarizer({ posLabel: 0 })).toThrow(
      /`negLabel` must be below `posLabel`/,
    );
    expect(() => new LabelBinarizer({ posLabel: 2 ** 31 })).toThrow(/and both int32/);
  });
});
