import { DataError, ndArray, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { brierScoreLoss } from './brier-score-loss.ts';
import { hingeLoss } from './hinge-loss.ts';
import { logLoss } from './log-loss.ts';

describe('logLoss', () => {
  test('is the mean surprise at what came true', () => {
    expect(logLoss([1, 0], [0.5, 0.75])).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 15);
    const spam = ['spam', 'ham', 'eggs'];
    const shares = [
      [0.25, 0.25, 0.5],
      [0.5, 0.25, 0.25],
      [0.125, 0.5, 0.375],
    ];
    // Columns are eggs, ham, spam.
    expect(logLoss(spam, shares, { normalize: false })).toBeCloseTo(
      Math.log(2) + Math.log(4) + Math.log(8),
      14,
    );
    const weights = { sampleWeight: [1, 0, 1] };
    expect(logLoss(spam, shares, weights)).toBeCloseTo((Math.log(2) + Math.log(8)) / 2, 15);
  });

  test('takes one-hot rows for classes', () => {
    expect(
      logLoss(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [0.5, 0.5],
          [0.75, 0.25],
        ],
      ),
    ).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 15);
  });

  test('limits the surprise by the precision that probabilities came in', () => {
    expect(logLoss([0, 1], [0, 0])).toBeCloseTo((52 * Math.log(2)) / 2, 12);
    expect(logLoss([0, 1], Float32Array.of(0, 0))).toBeCloseTo((23 * Math.log(2)) / 2, 6);
    expect(logLoss([0, 1], ndArray([0.5, 0], [2], 'float32'))).toBeCloseTo(
      (24 * Math.log(2)) / 2,
      6,
    );
  });

  test.each<[string, () => unknown]>([
    [
      '`yTrue` must hold at least two classes, received only 1.\n  Fix: name all classes, for example { labels: [0, 1] }',
      () => logLoss([1, 1], [0.4, 0.9]),
    ],
    [
      '`labels` must hold at least two classes, received [1]',
      () => logLoss([1, 1], [0.4, 0.9], { labels: [1] }),
    ],
    [
      '`yProba` must hold probabilities from 0 to 1, received 1.2',
      () => logLoss([0, 1], [0.4, 1.2]),
    ],
    [
      '`yProba` must have one column for each class, received 3 columns for 2 classes.\n  Fix: if some classes do not occur',
      () =>
        logLoss(
          [0, 1],
          [
            [0.2, 0.3, 0.5],
            [0.2, 0.3, 0.5],
          ],
        ),
    ],
    ['`labels` must be sorted', () => logLoss([0, 1], [0.4, 0.2], { labels: [1, 0] })],
    [
      '`yTrue` must hold classes, received continuous targets',
      () => logLoss([0.3, 0.1], [0.4, 0.2]),
    ],
    [
      '`yProba` must hold one entry for each sample, received 1 for 2',
      () => logLoss([0, 1], [0.4]),
    ],
  ])('refuses what it cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });

  test('says whether data or shapes are wrong', () => {
    expect(() => logLoss([1, 1], [0.4, 0.9])).toThrow(DataError);
    expect(() => logLoss([0, 1], [0.4])).toThrow(ShapeError);
  });
});

describe('brierScoreLoss', () => {
  test('is the mean squared distance, for two classes', () => {
    expect(brierScoreLoss([0, 1], [0.5, 0.75])).toBe((0.25 + 0.0625) / 2);
    expect(brierScoreLoss([0, 1], [0.5, 0.75], { scaleByHalf: false })).toBe(0.25 + 0.0625);
    expect(brierScoreLoss(['n', 'y'], [1, 0], { posLabel: 'n' })).toBe(0);
    // Of two numbers the second, and 1 where there is only 0.
    expect(brierScoreLoss([1, 2], [0, 1])).toBe(0);
    expect(brierScoreLoss([0, 0], [0, 0.5])).toBe(0.125);
  });

  test('is its sum over more classes', () => {
    const shares = [
      [0.5, 0.5, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(brierScoreLoss([0, 1, 2], shares)).toBeCloseTo(0.5 / 3, 15);
    expect(brierScoreLoss([0, 1, 2], shares, { scaleByHalf: true })).toBeCloseTo(0.25 / 3, 15);
  });

  test.each<[string, () => unknown]>([
    [
      '`posLabel` must be given for classes that are texts, received classes ["n", "y"]',
      () => brierScoreLoss(['n', 'y'], [0.5, 0.5]),
    ],
    [
      '`yTrue` must hold two classes, as there is one probability for each sample',
      () => brierScoreLoss([0, 1, 2], [0.5, 0.5, 0.5]),
    ],
    ['received -0.5', () => brierScoreLoss([0, 1], [0.5, -0.5])],
    [
      '`scaleByHalf` must be true or false',
      () => brierScoreLoss([0, 1], [0.5, 0.5], { scaleByHalf: 'no' as 'auto' }),
    ],
  ])('refuses what it cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});

describe('hingeLoss', () => {
  test('counts margins below 1, of two classes', () => {
    // Margins 2, 0.5 and -1.
    expect(hingeLoss([-1, 1, 1], [-2, 0.5, -1])).toBeCloseTo((0 + 0.5 + 2) / 3, 15);
    expect(hingeLoss(['n', 'y'], [-0.5, 2])).toBe(0.25);
  });

  test('and against the best of the others, of more', () => {
    const decisions = [
      [2, 0, 0.5],
      [0, 1, 0.5],
      [0, 1, 0.5],
    ];
    // Margins 1.5, 0.5 and -0.5.
    expect(hingeLoss([0, 1, 2], decisions)).toBeCloseTo((0 + 0.5 + 1.5) / 3, 15);
    const two = { labels: [0, 1, 2] };
    expect(hingeLoss([0, 1, 1], decisions, two)).toBeCloseTo((0 + 0.5 + 0.5) / 3, 15);
  });

  test.each<[string, () => unknown]>([
    [
      '`predDecision` must have one column for each of 3 classes, received shape [3, 1]',
      () => hingeLoss([0, 1, 2], [1, 2, 3]),
    ],
    [
      '`predDecision` must have one score for each sample of two classes, received shape [2, 2]',
      () =>
        hingeLoss(
          [0, 1],
          [
            [1, 2],
            [1, 2],
          ],
        ),
    ],
    [
      '`labels` must hold all true classes, received [0, 1, 2]',
      () =>
        hingeLoss(
          [0, 1, 5],
          [
            [1, 2, 3],
            [1, 2, 3],
            [1, 2, 3],
          ],
          { labels: [0, 1, 2] },
        ),
    ],
    ['received multilabel-indicator targets', () => hingeLoss([[0, 1]], [[1, 2]])],
  ])('refuses what it cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});
