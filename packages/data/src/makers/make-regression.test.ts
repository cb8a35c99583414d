import { ArgumentError } from '@myelin/core';
import { expect, test } from 'vitest';
import { type MakeRegressionOptions, makeRegression } from './make-regression.ts';

/** What is left of the values without the linear part. */
function residuals(options: MakeRegressionOptions): number[] {
  const { x, y, coefficients } = makeRegression(options);
  return Array.from({ length: y.size }, (_, row) =>
    Array.from(x.row(row).data).reduce(
      (rest, value, at) => rest - value * coefficients.at(at),
      y.at(row),
    ),
  );
}

test('a hundred rows, and ten of a hundred columns count, by default', () => {
  const { x, y, coefficients } = makeRegression({ seed: 1 });
  expect([x.shape, y.shape, coefficients.shape]).toEqual([[100, 100], [100], [100]]);
  const used = Array.from(coefficients.data).filter((value) => value !== 0);
  expect(used).toHaveLength(10);
  expect(Math.min(...used)).toBeGreaterThan(0);
  expect(Math.max(...used)).toBeLessThan(100);
  // 10,000 normal draws.
  expect(Math.abs(x.mean())).toBeLessThan(0.05);
  expect(Math.abs(x.map((value) => value * value).mean() - 1)).toBeLessThan(0.06);
});

test('values are x · coefficients + bias', () => {
  for (const rest of residuals({ nFeatures: 5, bias: 7, seed: 2 })) expect(rest).toBeCloseTo(7, 9);
});

test('noise has its standard deviation', () => {
  const rest = residuals({ nSamples: 5000, nFeatures: 3, noise: 4, seed: 3 });
  const variance = rest.reduce((sum, value) => sum + value * value, 0) / rest.length;
  expect(Math.abs(Math.sqrt(variance) - 4)).toBeLessThan(0.15); // standard error 0.04
});

test('several targets have coefficients of their own', () => {
  const { x, y, coefficients } = makeRegression({
    nFeatures: 3,
    nInformative: 2,
    nTargets: 2,
    seed: 4,
  });
  expect([y.shape, coefficients.shape]).toEqual([
    [100, 2],
    [3, 2],
  ]);
  const expected = [0, 1, 2].reduce((sum, at) => sum + x.at(5, at) * coefficients.at(at, 1), 0);
  expect(y.at(5, 1)).toBeCloseTo(expected, 9);
});

test('without shuffling, the first columns count', () => {
  const { coefficients } = makeRegression({
    nFeatures: 6,
    nInformative: 2,
    shuffle: false,
    seed: 5,
  });
  expect(Array.from(coefficients.data, (value) => value !== 0)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('an effective rank leaves few directions', () => {
  const options = { nSamples: 30, nFeatures: 20, effectiveRank: 3, tailStrength: 0.2, seed: 6 };
  const { x } = makeRegression(options);
  // The squares of all elements add up to those of the singular values, which the formula gives.
  let expected = 0;
  for (let i = 0; i < 20; i++) {
    expected += (0.8 * Math.exp(-((i / 3) ** 2)) + 0.2 * Math.exp((-0.1 * i) / 3)) ** 2;
  }
  expect(x.map((value) => value * value).sum()).toBeCloseTo(expected, 9);
});

test('a seed gives one problem, another seed another', () => {
  expect(makeRegression({ seed: 1 })).toEqual(makeRegression({ seed: 1 }));
  expect(makeRegression({ seed: 1 }).y.data).not.toEqual(makeRegression({ seed: 2 }).y.data);
});

test.each([
  [{ nFeatures: 0 }, '`nFeatures`'],
  [{ tailStrength: 2 }, '`tailStrength`'],
  [{ effectiveRank: 0 }, '`effectiveRank`'],
  [{ coef: true }, '`coef` is not an option'],
])('%j is refused', (options, why) => {
  expect(() => makeRegression(options as MakeRegressionOptions)).toThrow(ArgumentError);
  expect(() => makeRegression(options as MakeRegressionOptions)).toThrow(why);
});
