import { ArgumentError, DataError, ndArray, ShapeError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { rocAucScore } from './roc-auc-score.ts';

const yTrue = [0, 0, 1, 1];
const yScore = [0.1, 0.4, 0.35, 0.8];

describe('rocAucScore', () => {
  test('is the chance that a positive scores higher', () => {
    // Of four pairs, 0.35 loses against 0.4.
    expect(rocAucScore(yTrue, yScore)).toBe(0.75);
    expect(rocAucScore(['a', 'b'], [0.5, 0.5])).toBe(0.5);
    expect(rocAucScore([1, 1], [0.5, 0.5])).toBeNaN();
  });

  test('takes part of the area', () => {
    // Up to 0.5 the area is 0.25; from 0.125 for guessing to 0.5 for the best it is a third of the way.
    expect(rocAucScore(yTrue, yScore, { maxFpr: 0.5 })).toBeCloseTo(0.5 * (1 + 1 / 3), 15);
  });

  const classes = [0, 1, 2, 2];
  const shares = ndArray(
    [
      [0.6, 0.3, 0.1],
      [0.5, 0.4, 0.1],
      [0.1, 0.5, 0.4],
      [0.2, 0.2, 0.6],
    ],
    undefined,
    'float64',
  );

  test('scores more classes one against the rest, or one against one', () => {
    // Classes 0 and 2 are told apart from the rest; 1 is above two of three.
    expect(rocAucScore(classes, shares, { multiClass: 'ovr' })).toBeCloseTo(
      (1 + 2 / 3 + 1) / 3,
      15,
    );
    const each = rocAucScore(classes, shares, { multiClass: 'ovr', average: null });
    expect((each as Float64Array).length).toBe(3);
    expect((each as Float64Array)[0]).toBe(1);
    expect((each as Float64Array)[1]).toBeCloseTo(2 / 3, 15);
    // 0|1: 1 and 1; 0|2: 1 and 1; 1|2: 0.5 and 1.
    expect(rocAucScore(classes, shares, { multiClass: 'ovo' })).toBeCloseTo(2.75 / 3, 15);
    const weighted = { multiClass: 'ovo', average: 'weighted' } as const;
    expect(rocAucScore(classes, shares, weighted)).toBeCloseTo((2 + 3 + 3 * 0.75) / 8, 15);
  });

  test('knows classes that do not occur by `labels`', () => {
    const options = { multiClass: 'ovo', labels: [0, 1, 2, 3] } as const;
    const four = [
      [0.6, 0.3, 0.1, 0],
      [0.5, 0.4, 0.1, 0],
      [0.1, 0.5, 0.4, 0],
      [0.2, 0.2, 0.6, 0],
    ];
    expect(rocAucScore(classes, four, options)).toBeCloseTo(2.75 / 3, 15);
  });

  test('averages over labels that samples have', () => {
    const truth = [
      [1, 0],
      [0, 1],
    ];
    const scores = [
      [0.9, 0.8],
      [0.1, 0.3],
    ];
    expect(rocAucScore(truth, scores)).toBe(0.5);
    expect(rocAucScore(truth, scores, { average: 'micro' })).toBe(0.75);
    expect(rocAucScore(truth, scores, { average: 'samples' })).toBe(1);
  });

  const scores = classes.map(() => [2, 1, -1]);
  const ovr = { multiClass: 'ovr' } as const;
  test.each<[string, () => unknown]>([
    [
      "`multiClass` must be 'ovr' or 'ovo' for more than two classes",
      () => rocAucScore(classes, shares),
    ],
    [
      '`yScore` must have shape [samples, 3], one column for each class, received 1 column',
      () => rocAucScore(classes, yScore, ovr),
    ],
    [
      'must be probabilities that sum to 1, received row 0 with the sum 2',
      () => rocAucScore(classes, scores, ovr),
    ],
    ['`maxFpr` needs two classes', () => rocAucScore(classes, shares, { ...ovr, maxFpr: 0.5 })],
    [
      "`average` must be one of 'micro', 'macro', 'weighted', null where `multiClass` is 'ovr'",
      () => rocAucScore(classes, shares, { ...ovr, average: 'samples' }),
    ],
    [
      '`labels` must be sorted, each once, as columns are, received [2, 1, 0].\n  Fix: pass { labels: [0, 1, 2] }',
      () => rocAucScore(classes, shares, { ...ovr, labels: [2, 1, 0] }),
    ],
    [
      '`yTrue` must hold only labels among `labels`, received 2',
      () => rocAucScore(classes, shares, { ...ovr, labels: [0, 1, 3] }),
    ],
    [
      "`sampleWeight` cannot be used where `multiClass` is 'ovo'",
      () => rocAucScore(classes, shares, { multiClass: 'ovo', sampleWeight: [1, 1, 1, 1] }),
    ],
    [
      '`maxFpr` must be a number above 0 and of at most 1',
      () => rocAucScore(yTrue, yScore, { maxFpr: 0 }),
    ],
    ['received 3 columns', () => rocAucScore([[1, 0]], [[1, 0, 0]])],
  ])('refuses what it cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });

  test('says whether arguments, data or shapes are wrong', () => {
    expect(() => rocAucScore(classes, shares)).toThrow(ArgumentError);
    expect(() => rocAucScore(classes, scores, ovr)).toThrow(DataError);
    expect(() => rocAucScore(classes, yScore, ovr)).toThrow(ShapeError);
  });
});
