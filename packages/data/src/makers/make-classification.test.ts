import { ArgumentError, type NdArray } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { makeClassification } from './make-classification.ts';

const column = (x: NdArray, at: number): number[] =>
  Array.from({ length: x.length }, (_, row) => x.at(row, at));
const counts = (y: NdArray): number[] => {
  const perClass: number[] = [];
  for (const label of y.data) perClass[label] = (perClass[label] ?? 0) + 1;
  return perClass;
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('a hundred rows of 20 columns in two classes, by default', () => {
  const { x, y } = makeClassification({ seed: 1 });
  expect([x.shape, x.dtype, y.shape, y.dtype]).toEqual([[100, 20], 'float64', [100], 'int32']);
  expect(counts(makeClassification({ seed: 1, flipY: 0 }).y)).toEqual([50, 50]);
});

test('clusters lie at corners of a hypercube', () => {
  const options = { nSamples: 20_000, nFeatures: 3, nInformative: 3, nRedundant: 0, classSep: 4 };
  const { x, y } = makeClassification({ ...options, shuffle: false, flipY: 0, seed: 2 });
  const seen = new Set<string>();
  for (let cluster = 0; cluster < 4; cluster++) {
    const rows = x.slice(cluster * 5000, (cluster + 1) * 5000);
    const center = [0, 1, 2].map((at) => mean(column(rows, at)));
    // A column of a cluster has a variance of about 3 · ⅓ = 1, so its mean is off by about 1/70.
    for (const coordinate of center) expect(Math.abs(Math.abs(coordinate) - 4)).toBeLessThan(0.1);
    seen.add(center.map(Math.sign).join());
    expect(y.at(cluster * 5000)).toBe(cluster % 2); // scikit-learn, too, alternates the classes
  }
  expect(seen.size).toBe(4);
});

test('redundant columns are combinations of informative ones, and repeated ones copies', () => {
  const options = { nFeatures: 7, nInformative: 2, nRedundant: 2, nRepeated: 2, shuffle: false };
  const { x } = makeClassification({ ...options, seed: 4 });
  // Two rows fix the two factors of a combination; all the others must follow them.
  for (const at of [2, 3]) {
    const [a, b, c, d] = [x.at(0, 0), x.at(0, 1), x.at(1, 0), x.at(1, 1)];
    const [s, t] = [x.at(0, at), x.at(1, at)];
    const determinant = a * d - b * c;
    const [first, second] = [(s * d - t * b) / determinant, (a * t - c * s) / determinant];
    for (let row = 2; row < 100; row++) {
      expect(x.at(row, at)).toBeCloseTo(first * x.at(row, 0) + second * x.at(row, 1), 8);
    }
  }
  for (const at of [4, 5]) {
    const copies = [0, 1, 2, 3].filter((from) =>
      column(x, from).every((v, row) => v === x.at(row, at)),
    );
    expect(copies).toHaveLength(1);
  }
});

test('weights are the shares of the classes', () => {
  const shares = (weights: number[], nClasses: number) =>
    counts(
      makeClassification({ nSamples: 1000, weights, nClasses, nInformative: 3, flipY: 0, seed: 1 })
        .y,
    );
  // As in scikit-learn: 1 - 0.8 is a little less than 0.2.
  expect(shares([0.8], 2)).toEqual([801, 199]);
  expect(shares([0.5, 0.3, 0.2], 3)).toEqual([500, 300, 200]);
});

test('flipY draws classes anew', () => {
  const options = { nSamples: 10_000, shuffle: false, seed: 3, nClustersPerClass: 1 };
  const { y } = makeClassification({ ...options, flipY: 0.2 });
  const changed = Array.from(y.data).filter((label, row) => label !== (row < 5000 ? 0 : 1)).length;
  // A fifth is drawn anew, and half of that comes out as it was: 1,000 ± 30.
  expect(Math.abs(changed - 1000)).toBeLessThan(120);
});

test('columns are shifted, then scaled', () => {
  const options = { seed: 6, shuffle: false, nSamples: 20 };
  const plain = makeClassification(options).x;
  const moved = makeClassification({ ...options, shift: 2, scale: 10 }).x;
  for (const [i, value] of plain.data.entries()) {
    expect(moved.data[i]).toBeCloseTo((value + 2) * 10, 8);
  }
  const drawn = makeClassification({ ...options, shift: null, scale: null }).x;
  expect(drawn.data).not.toEqual(plain.data);
});

test('shuffling moves rows with their classes, and columns', () => {
  const options = {
    nFeatures: 4,
    nInformative: 1,
    nRedundant: 0,
    nClustersPerClass: 1,
    classSep: 9,
  };
  const { x, y } = makeClassification({ ...options, flipY: 0, seed: 3 });
  const telling = [0, 1, 2, 3].filter((at) => {
    const signs = new Set(
      column(x, at).map((value, row) => Math.sign(value) * (2 * y.at(row) - 1)),
    );
    return signs.size === 1;
  });
  expect(telling).toHaveLength(1);
  expect(Array.from(y.data)).not.toEqual(Array.from(y.data).sort());
});

test('a seed gives one problem, another seed another', () => {
  expect(makeClassification({ seed: 1 })).toEqual(makeClassification({ seed: 1 }));
  expect(makeClassification({ seed: 1 }).x.data).not.toEqual(
    makeClassification({ seed: 2 }).x.data,
  );
});

describe('refuses', () => {
  test.each([
    [{ nFeatures: 3 }, 'must add up to at most `nFeatures` 3, received 4'],
    [{ nClasses: 3 }, '2 informative columns have 4 corners for clusters'],
    [{ weights: [0.5, 0.2, 0.1] }, '`weights` must be a list of 2 numbers, or of 1'],
    [{ weights: [0.9, 0.9] }, 'the sum of weights'],
    [{ flipY: 2 }, '`flipY`'],
    [{ n_informative: 2 }, 'did you mean `nInformative`'],
  ])('%j', (options, why) => {
    expect(() => makeClassification(options as object)).toThrow(ArgumentError);
    expect(() => makeClassification(options as object)).toThrow(why);
  });
});
