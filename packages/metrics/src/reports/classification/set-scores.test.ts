import { ArgumentError, DataError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { balancedAccuracyScore } from './balanced-accuracy-score.ts';
import { cohenKappaScore } from './cohen-kappa-score.ts';
import { f1Score } from './f1-score.ts';
import { fbetaScore } from './fbeta-score.ts';
import { hammingLoss } from './hamming-loss.ts';
import { jaccardScore } from './jaccard-score.ts';
import { matthewsCorrcoef } from './matthews-corrcoef.ts';
import { precisionRecallFscoreSupport } from './precision-recall-fscore-support.ts';
import { precisionScore } from './precision-score.ts';
import { recallScore } from './recall-score.ts';
import { zeroOneLoss } from './zero-one-loss.ts';

// Class 0: 2 of 3 found, 3 predicted. Class 1: 1 of 2 found, 1 predicted. Class 2: 0 of 1 found, 2 predicted.
const yTrue = [0, 0, 0, 1, 1, 2];
const yPred = [0, 0, 2, 1, 2, 0];

describe('Scores of sets', () => {
  test('are given for each label', () => {
    const scores = precisionRecallFscoreSupport(yTrue, yPred);
    expect(Array.from(scores.precision)).toEqual([2 / 3, 1, 0]);
    expect(Array.from(scores.recall)).toEqual([2 / 3, 0.5, 0]);
    expect(Array.from(scores.fscore)).toEqual([2 / 3, 2 / 3, 0]);
    expect(Array.from(scores.support)).toEqual([3, 2, 1]);
  });

  test.each([
    ['micro' as const, 0.5],
    ['macro' as const, (2 / 3 + 1 + 0) / 3],
    ['weighted' as const, (3 * (2 / 3) + 2 * 1 + 0) / 6],
  ])('are averaged: %s', (average, precision) => {
    expect(precisionScore(yTrue, yPred, { average })).toBeCloseTo(precision, 15);
    const scores = precisionRecallFscoreSupport(yTrue, yPred, { average });
    expect(scores.precision).toBeCloseTo(precision, 15);
    expect(scores.support).toBeNull();
  });

  test('keep to the labels that are asked for', () => {
    expect(Array.from(recallScore(yTrue, yPred, { average: null, labels: [2, 0] }))).toEqual([
      0,
      2 / 3,
    ]);
    expect(jaccardScore(yTrue, yPred, { average: 'macro', labels: [0] })).toBe(0.5);
  });

  test('count the positive class where there are two', () => {
    const texts = { posLabel: 'yes' };
    expect(f1Score(['yes', 'no', 'yes'], ['yes', 'yes', 'no'], texts)).toBe(0.5);
    expect(fbetaScore([1, 1, 0], [1, 0, 0], { beta: 0 })).toBe(1);
    expect(fbetaScore([1, 1, 0], [1, 0, 0], { beta: Number.POSITIVE_INFINITY })).toBe(0.5);
  });

  test.each([
    [undefined, 0, 1 / 4],
    [1, 1, 3 / 4],
    [Number.NaN, Number.NaN, 1 / 2],
  ])('count a share of nothing as %s', (zeroDivision, alone, inAverage) => {
    const options = zeroDivision === undefined ? {} : { zeroDivision };
    expect(precisionScore([1, 0], [0, 0], options)).toBe(alone);
    expect(precisionScore([1, 0], [0, 0], { average: 'macro', ...options })).toBe(inAverage);
  });

  test.each<[string, () => unknown]>([
    [
      "`average` 'binary' needs two classes, received multiclass targets.\n  Fix: pass { average: … } with one of 'micro', 'macro', 'weighted', or null",
      () => precisionScore(yTrue, yPred),
    ],
    ["'weighted', 'samples', or null", () => precisionScore([[1, 0]], [[1, 0]])],
    [
      '`posLabel` must be one of ["a", "b"], received 1.\n  Fix: pass { posLabel: "b" }',
      () => recallScore(['a', 'b'], ['a', 'b']),
    ],
    [
      '`posLabel` counts only where `average` is \'binary\', received 2 with "macro"',
      () => f1Score(yTrue, yPred, { average: 'macro', posLabel: 2 }),
    ],
    [
      "`average` 'samples' needs samples that may have several labels",
      () => f1Score(yTrue, yPred, { average: 'samples' }),
    ],
    ["did you mean 'macro'", () => f1Score(yTrue, yPred, { average: 'marco' as 'macro' })],
    [
      '`labels` must be numbers of columns from 0 to 1, received 2',
      () => f1Score([[1, 0]], [[1, 0]], { average: 'macro', labels: [2] }),
    ],
    [
      '`zeroDivision` must be one of 0, 1, received NaN',
      () => jaccardScore([1], [1], { zeroDivision: Number.NaN }),
    ],
    ['`beta` is required', () => fbetaScore([1], [1], {} as { beta: number })],
    [
      '`beta` must be a number of at least 0, received -1',
      () => fbetaScore([1], [1], { beta: -1 }),
    ],
  ])('refuse what they cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });

  test('say of options that they are arguments, and of targets that they are data', () => {
    expect(() => f1Score([1], [1], { average: 'marco' as 'macro' })).toThrow(ArgumentError);
    expect(() => f1Score(yTrue, yPred)).toThrow(DataError);
  });
});

describe('Scores of classes', () => {
  test('losses count what is wrong', () => {
    expect(zeroOneLoss(yTrue, yPred)).toBe(0.5);
    expect(zeroOneLoss(yTrue, yPred, { normalize: false })).toBe(3);
    expect(zeroOneLoss([1, 0], [0, 0], { normalize: false, sampleWeight: [0.5, 2] })).toBe(0.5);
    // One of four labels is wrong, in the sample that counts three times.
    const options = { sampleWeight: [3, 1] };
    expect(
      hammingLoss(
        [
          [1, 0],
          [1, 1],
        ],
        [
          [1, 1],
          [1, 1],
        ],
        options,
      ),
    ).toBe(3 / 8);
    expect(
      zeroOneLoss(
        [
          [1, 0],
          [1, 1],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ).toBe(0.5);
  });

  test('balanced accuracy is the mean recall', () => {
    expect(balancedAccuracyScore(yTrue, yPred)).toBeCloseTo((2 / 3 + 1 / 2) / 3, 15);
    expect(balancedAccuracyScore([0, 0, 1, 1], [0, 0, 1, 0], { adjusted: true })).toBe(0.5);
    // Class 7 is never true.
    expect(balancedAccuracyScore([0, 1], [0, 7])).toBe(0.5);
  });

  test('kappa and correlation are beyond chance', () => {
    const options = { weights: 'quadratic' as const };
    expect(cohenKappaScore([0, 1, 2], [0, 1, 2], options)).toBe(1);
    // Each misses by one; by chance, squares of distances sum to (2 · (1 + 1) + (4 + 1)) / 3, too.
    expect(cohenKappaScore([0, 1, 2], [1, 2, 1], options)).toBeCloseTo(1 - 3 / 3, 15);
    expect(cohenKappaScore([0, 0], [0, 0])).toBeNaN();
    expect(cohenKappaScore([0, 0], [0, 0], { replaceUndefinedBy: 0 })).toBe(0);
    expect(matthewsCorrcoef([0, 1, 0, 1], [1, 0, 1, 0])).toBe(-1);
    expect(matthewsCorrcoef([0, 0], [0, 0])).toBe(0);
    expect(() => cohenKappaScore([0, 1], [0, 1], { replaceUndefinedBy: 2 })).toThrow(
      '`replaceUndefinedBy` must be a number from -1 to 1 or NaN, received 2',
    );
    expect(() => cohenKappaScore([0, 1], [0])).toThrow('`y2` must hold one entry for each sample');
  });
});
