import { ArgumentError, DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { KBinsDiscretizer } from './k-bins-discretizer.ts';
import { kMeansLine } from './k-means-line.ts';

describe('KBinsDiscretizer', () => {
  test('a bin begins at its edge, and outer numbers belong to the outer bins', () => {
    const bins = new KBinsDiscretizer({ nBins: 3, encode: 'ordinal', strategy: 'uniform' }).fit([
      [0],
      [9],
    ]);
    expect(bins.binEdges).toEqual([Float64Array.of(0, 3, 6, 9)]);
    expect(bins.transform([[-5], [2.9], [3], [6], [100]]).data).toEqual(
      Float64Array.of(0, 0, 1, 2, 2),
    );
    expect(bins.inverseTransform([[1]]).toArray()).toEqual([[4.5]]);
  });

  test('one column for each bin, and back', () => {
    const bins = new KBinsDiscretizer({ nBins: [2, 3], strategy: 'uniform' }).fit([
      [0, 0],
      [2, 9],
    ]);
    expect(bins.featureNamesOut()).toEqual(['x0_0.0', 'x0_1.0', 'x1_0.0', 'x1_1.0', 'x1_2.0']);
    expect(bins.transform([[2, 4]]).toArray()).toEqual([[0, 1, 0, 1, 0]]);
    expect(bins.inverseTransform([[0, 1, 0, 1, 0]]).toArray()).toEqual([[1.5, 4.5]]);
    expect(() => bins.inverseTransform([[0, 0, 0, 1, 0]])).toThrow(/add up to 0 in row 0/);
  });

  test('a column whose numbers hardly differ gets one bin', () => {
    const bins = new KBinsDiscretizer({ nBins: 3, encode: 'ordinal' }).fit([
      [5, 0],
      [5, 1e-12],
    ]);
    expect(bins.nBins).toEqual([1, 1]);
    expect(bins.transform([[7, 1]]).toArray()).toEqual([[0, 0]]);
  });

  test('refuses bins that there are not', () => {
    const bins = new KBinsDiscretizer({ nBins: 2, encode: 'ordinal' }).fit([[0], [1], [2], [3]]);
    for (const bin of [2, -1, 0.5]) {
      expect(() => bins.inverseTransform([[bin]])).toThrow(DataError);
      expect(() => bins.inverseTransform([[bin]])).toThrow(
        `column \`x0\` has bins 0 to 1, received ${bin}`,
      );
    }
  });

  test.each([
    [
      { nBins: 1 },
      ArgumentError,
      /`nBins` must be a whole number of at least 2 and of at most 1000000/,
    ],
    [{ nBins: [2, 2] }, ArgumentError, /a number for each of the 1 columns, received \[2, 2\]/],
    [{ strategy: 'kmean' }, ArgumentError, /did you mean 'kmeans'/],
    [{ strategy: 'kmeans' }, DataError, /received 3 rows for 5 bins/],
  ])('refuses %j', (options, kind, message) => {
    const learn = (): unknown => new KBinsDiscretizer(options as never).fit([[1], [2], [3]]);
    expect(learn).toThrow(kind);
    expect(learn).toThrow(message);
  });

  test('edges of constant columns belong to one discretizer only', () => {
    const learn = () => new KBinsDiscretizer({ encode: 'ordinal' }).fit([[3], [3]]);
    learn().binEdges[0]?.fill(0);
    expect(learn().binEdges).toEqual([
      Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    ]);
  });

  test('looks at some of many rows, the same ones for the same seed', () => {
    const many = Array.from({ length: 500 }, (_, i) => [(i * i) % 499]);
    const learn = (seed: number): object =>
      new KBinsDiscretizer({ nBins: 4, subsample: 20, seed }).fit(many).state;
    expect(learn(1)).toEqual(learn(1));
    expect(learn(1)).not.toEqual(learn(2));
  });
});

describe('kMeansLine', () => {
  test('centers come to rest at the means of what is nearest to them', () => {
    const numbers = Float64Array.of(0, 1, 2, 10, 11, 30);
    // By hand: {0, 1, 2}, {10, 11}, {30}
    expect(kMeansLine(numbers, Float64Array.of(5, 15, 25))).toEqual(Float64Array.of(1, 10.5, 30));
  });

  test('a center without numbers takes the one farthest from its own', () => {
    const numbers = Float64Array.of(0, 1, 2, 100);
    expect(kMeansLine(numbers, Float64Array.of(1, 50, 90))).toEqual(Float64Array.of(0.5, 2, 100));
  });
});
