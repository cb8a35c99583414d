import { describe, expect, test } from 'vitest';
import { topKAccuracyScore } from './top-k-accuracy-score.ts';

describe('topKAccuracyScore', () => {
  const scores = [
    [0.5, 0.3, 0.2],
    [0.5, 0.4, 0.1],
    [0.6, 0.3, 0.1],
  ];

  test('counts classes among the best', () => {
    expect(topKAccuracyScore([0, 1, 2], scores, { k: 1 })).toBe(1 / 3);
    expect(topKAccuracyScore([0, 1, 2], scores)).toBe(2 / 3);
    expect(topKAccuracyScore([0, 1, 2], scores, { k: 3, normalize: false })).toBe(3);
    const weights = { normalize: false, sampleWeight: [0.5, 2, 4] };
    expect(topKAccuracyScore([0, 1, 2], scores, weights)).toBe(2.5);
  });

  test('puts later columns first where scores are equal', () => {
    const equal = [
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ];
    expect(topKAccuracyScore([0, 1, 2], equal, { k: 1, normalize: false })).toBe(1);
  });

  test('decides between two classes at 0.5 or at 0', () => {
    expect(topKAccuracyScore([0, 1, 1], [0.4, 0.6, 0.3], { k: 1 })).toBe(2 / 3);
    expect(topKAccuracyScore([0, 1, 1], [-4, 0.6, 0.3], { k: 1 })).toBe(1);
  });

  test.each<[string, () => unknown]>([
    [
      'received shape [3, 3] for 2 classes.\n  Fix: pass the scores of the second class; or name all classes in { labels: … }',
      () => topKAccuracyScore([0, 1, 0], scores),
    ],
    ['`yScore` must have shape [samples, 3]', () => topKAccuracyScore([0, 1, 2], [1, 2, 3])],
    [
      '`yTrue` must hold one class for each sample, received multilabel-indicator',
      () => topKAccuracyScore([[1, 0]], [[1, 0]]),
    ],
    [
      '`k` must be a whole number of at least 1',
      () => topKAccuracyScore([0, 1, 2], scores, { k: 0 }),
    ],
  ])('refuses what it cannot answer: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});
