import { describe, expect, test } from 'vitest';
import { averagePrecisionScore } from './average-precision-score.ts';

const yTrue = [0, 0, 1, 1];
const yScore = [0.1, 0.4, 0.35, 0.8];

describe('averagePrecisionScore', () => {
  test('sums precision over steps of recall', () => {
    // Half of recall at precision 1, the other half at 2/3.
    expect(averagePrecisionScore(yTrue, yScore)).toBeCloseTo(0.5 + 0.5 * (2 / 3), 15);
    expect(averagePrecisionScore(['n', 'y'], [0.1, 0.9], { posLabel: 'y' })).toBe(1);
    expect(averagePrecisionScore([0, 0], [0.1, 0.9])).toBe(0);
  });

  test('scores each of several classes', () => {
    const scores = [
      [0.9, 0.1, 0],
      [0.2, 0.1, 0.7],
      [0.5, 0.3, 0.2],
    ];
    const each = averagePrecisionScore([0, 1, 2], scores, { average: null }) as Float64Array;
    // Class 1 ties with one other at the end: one of three. Class 2 comes second: one of two.
    expect(Array.from(each)).toEqual([1, 1 / 3, 1 / 2]);
    expect(() => averagePrecisionScore([0, 1, 2], scores, { posLabel: 2 })).toThrow(
      '`posLabel` counts only where there are two classes, received 2 with multiclass targets',
    );
    expect(() => averagePrecisionScore(['n', 'y'], [1, 2])).toThrow(
      '`posLabel` must be one of ["n", "y"], received 1',
    );
  });
});
