import { ArgumentError, DataError, ndArray, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { explainedVarianceScore } from './explained-variance-score.ts';
import { maxError } from './max-error.ts';
import { meanAbsoluteErrorValue } from './mean-absolute-error-value.ts';
import { meanAbsolutePercentageErrorValue } from './mean-absolute-percentage-error-value.ts';
import { meanPinballLoss } from './mean-pinball-loss.ts';
import { meanSquaredErrorValue } from './mean-squared-error-value.ts';
import { meanSquaredLogError } from './mean-squared-log-error.ts';
import { medianAbsoluteError } from './median-absolute-error.ts';
import { r2Score } from './r2-score.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { rootMeanSquaredLogError } from './root-mean-squared-log-error.ts';

// Errors 1, 2 and 3 of the first output, 0, 0 and 6 of the second.
const yTrue = [
  [1, 1],
  [2, 2],
  [4, 6],
];
const yPred = [
  [2, 1],
  [4, 2],
  [1, 0],
];

describe('Errors of regression', () => {
  test('are means over samples, and then over outputs', () => {
    expect(meanSquaredErrorValue(yTrue, yPred)).toBeCloseTo((14 / 3 + 12) / 2, 14);
    expect(meanAbsoluteErrorValue(yTrue, yPred)).toBe(2);
    expect(rootMeanSquaredError(yTrue, yPred)).toBeCloseTo(
      (Math.sqrt(14 / 3) + Math.sqrt(12)) / 2,
      15,
    );
    expect(meanAbsolutePercentageErrorValue([1, 2, 4], [2, 4, 1])).toBeCloseTo(2.75 / 3, 15);
    expect(medianAbsoluteError(yTrue, yPred)).toBe(1);
    expect(maxError([1, 2, 4], [2, 4, 1])).toBe(3);
  });

  test('are given for each output, or weighted', () => {
    const raw = meanAbsoluteErrorValue(yTrue, yPred, { multioutput: 'raw_values' });
    expect(Array.from(raw)).toEqual([2, 2]);
    expect(meanSquaredErrorValue(yTrue, yPred, { multioutput: [0, 2] })).toBe(12);
    expect(rootMeanSquaredError(yTrue, yPred, { multioutput: Float64Array.of(1, 0) })).toBeCloseTo(
      Math.sqrt(14 / 3),
      15,
    );
  });

  test('count samples by their weights', () => {
    const sampleWeight = [2, 1, 1];
    expect(meanAbsoluteErrorValue([1, 2, 4], [2, 4, 1], { sampleWeight })).toBe(7 / 4);
    // Half of the weight of 1, 2 and 3 lies on the first: the mean of it and the next that counts.
    expect(medianAbsoluteError([1, 2, 4], [2, 4, 1], { sampleWeight })).toBe(1.5);
    expect(medianAbsoluteError([1, 2, 4], [2, 4, 1], { sampleWeight: [1, 0, 1] })).toBe(2);
    expect(medianAbsoluteError([1, 2, 4], [2, 4, 1], { sampleWeight: [1, 5, 1] })).toBe(2);
  });

  test('take a column for a list', () => {
    expect(meanSquaredErrorValue([1, 2], ndArray([[2], [4]]))).toBe(2.5);
  });

  test('a true 0 makes a share huge', () => {
    expect(meanAbsolutePercentageErrorValue([0], [1])).toBe(2 ** 52);
  });

  test('logarithms tell apart ratios', () => {
    const [truth, guesses] = [
      [0, Math.E - 1],
      [Math.E - 1, Math.E - 1],
    ];
    expect(meanSquaredLogError(truth!, guesses!)).toBeCloseTo(0.5, 15);
    expect(rootMeanSquaredLogError(truth!, guesses!)).toBeCloseTo(Math.SQRT1_2, 15);
  });

  test('quantiles cost more on one side', () => {
    expect(meanPinballLoss([1, 2], [0, 4], { alpha: 0.25 })).toBe((0.25 + 1.5) / 2);
    expect(meanPinballLoss([1, 2], [0, 4])).toBe(0.75);
    const raw = meanPinballLoss(yTrue, yPred, { multioutput: 'raw_values' });
    expect(Array.from(raw)).toEqual([1, 1]);
  });

  test.each<[string, () => unknown]>([
    [
      '`yPred` must hold one entry for each sample, received 1 for 2 in `yTrue`',
      () => meanSquaredErrorValue([1, 2], [1]),
    ],
    [
      '`yPred` must have as many outputs as `yTrue`, received 1 for 2',
      () => meanSquaredErrorValue(yTrue, [1, 2, 3]),
    ],
    [
      '`multioutput` must hold one weight for each output, received [1] for 1.\n  Fix: leave it out',
      () => meanSquaredErrorValue([1], [1], { multioutput: [1] }),
    ],
    [
      'weights of `multioutput` must not sum to 0',
      () => meanSquaredErrorValue(yTrue, yPred, { multioutput: [1, -1] }),
    ],
    [
      "did you mean 'raw_values'",
      () => meanSquaredErrorValue(yTrue, yPred, { multioutput: 'raw_value' as 'raw_values' }),
    ],
    [
      "`multioutput` must be one of 'raw_values', 'uniform_average', received",
      () =>
        meanSquaredErrorValue(yTrue, yPred, { multioutput: 'variance_weighted' as 'raw_values' }),
    ],
    ['`yTrue` must hold numbers above -1, received -1', () => meanSquaredLogError([1, -1], [1, 1])],
    [
      '`yPred` must hold numbers above -1, received -2',
      () => rootMeanSquaredLogError([1, 1], [1, -2]),
    ],
    [
      '`alpha` must be a number of at least 0 and of at most 1',
      () => meanPinballLoss([1], [1], { alpha: 2 }),
    ],
    ['`yTrue` must have one output, received 2', () => maxError(yTrue, yPred)],
  ])('refuse what they cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });

  test('say whether arguments, data or shapes are wrong', () => {
    expect(() => maxError(yTrue, yPred)).toThrow(ShapeError);
    expect(() => meanSquaredLogError([-1], [1])).toThrow(DataError);
    expect(() => meanPinballLoss([1], [1], { alpha: 2 })).toThrow(ArgumentError);
  });
});

describe('Shares that are explained', () => {
  test('R² compares with the mean', () => {
    expect(r2Score([1, 2, 3], [1, 2, 4])).toBe(0.5);
    expect(r2Score([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(r2Score([1, 2, 3], [3, 2, 1])).toBe(-3);
    expect(r2Score([1], [1])).toBeNaN();
  });

  test('explained variance forgives what is the same for all', () => {
    expect(explainedVarianceScore([1, 2, 3], [11, 12, 13])).toBe(1);
    expect(r2Score([1, 2, 3], [11, 12, 13])).toBe(1 - 300 / 2);
  });

  test('where nothing varies, a hit is 1 and a miss is 0, unless shown as it is', () => {
    expect(r2Score([1, 1], [1, 1])).toBe(1);
    expect(r2Score([1, 1], [1, 2])).toBe(0);
    expect(r2Score([1, 1], [1, 2], { forceFinite: false })).toBe(Number.NEGATIVE_INFINITY);
    expect(r2Score([1, 1], [1, 1], { forceFinite: false })).toBeNaN();
  });

  test('of outputs are averaged plainly or by variance', () => {
    const truth = [
      [0, 0],
      [2, 4],
    ];
    const guesses = [
      [0, 0],
      [2, 0],
    ];
    // R² 1 and -1; deviations 2 and 8.
    expect(r2Score(truth, guesses)).toBe(0);
    expect(r2Score(truth, guesses, { multioutput: 'variance_weighted' })).toBeCloseTo(-0.6, 15);
    const raw = explainedVarianceScore(truth, guesses, { multioutput: 'raw_values' });
    expect(Array.from(raw)).toEqual([1, 0]);
  });
});
