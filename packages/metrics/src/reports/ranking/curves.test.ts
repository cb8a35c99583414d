import { describe, expect, test } from 'vitest';
import { auc } from './auc.ts';
import { detCurve } from './det-curve.ts';
import { precisionRecallCurve } from './precision-recall-curve.ts';
import { rocCurve } from './roc-curve.ts';

const yTrue = [0, 0, 1, 1];
const yScore = [0.1, 0.4, 0.35, 0.8];
const listsOf = (curve: object): unknown[] =>
  Object.values(curve).map((values: Float64Array) => Array.from(values));

describe('Curves', () => {
  test('rocCurve goes from (0, 0) to (1, 1)', () => {
    expect(listsOf(rocCurve(yTrue, yScore))).toEqual([
      [0, 0, 0.5, 0.5, 1],
      [0, 0.5, 0.5, 1, 1],
      [Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1],
    ]);
  });

  test('rocCurve leaves out points on straight lines, or keeps them', () => {
    const [truth, scores] = [
      [1, 1, 1, 0],
      [4, 3, 2, 1],
    ];
    expect(Array.from(rocCurve(truth!, scores!).thresholds.slice(1))).toEqual([4, 2, 1]);
    const all = rocCurve(truth!, scores!, { dropIntermediate: false });
    expect(Array.from(all.thresholds.slice(1))).toEqual([4, 3, 2, 1]);
  });

  test('equal scores are one point, and weights count', () => {
    const curve = rocCurve([0, 1, 1], [0.5, 0.5, 0.1], { sampleWeight: [1, 3, 1] });
    expect(listsOf(curve).slice(0, 2)).toEqual([
      [0, 1, 1],
      [0, 0.75, 1],
    ]);
  });

  test('a rate of nothing is NaN', () => {
    const { fpr, tpr } = rocCurve([1, 1], [0.2, 0.7]);
    expect(Array.from(fpr)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(Array.from(tpr)).toEqual([0, 0.5, 1]);
  });

  test('precisionRecallCurve ends in precision 1 and recall 0', () => {
    expect(listsOf(precisionRecallCurve(yTrue, yScore))).toEqual([
      [0.5, 2 / 3, 0.5, 1, 1],
      [1, 1, 0.5, 0.5, 0],
      [0.1, 0.35, 0.4, 0.8],
    ]);
    expect(Array.from(precisionRecallCurve([0, 0], [1, 2]).recall)).toEqual([1, 1, 0]);
  });

  test('detCurve shows both kinds of error', () => {
    expect(listsOf(detCurve(yTrue, yScore))).toEqual([
      [0.5, 0.5, 0],
      [0, 0.5, 0.5],
      [0.35, 0.4, 0.8],
    ]);
  });

  test('auc adds trapezoids, in either direction', () => {
    expect(auc([0, 0.5, 1], [0, 1, 1])).toBe(0.75);
    expect(auc([1, 0.5, 0], [1, 1, 0])).toBe(0.75);
    expect(auc(Float64Array.of(0, 1), Float64Array.of(Number.NaN, 1))).toBeNaN();
  });

  test.each<[string, () => unknown]>([
    [
      '`posLabel` must be given for classes other than 0 and 1, or -1 and 1, received classes ["no", "yes"].\n  Fix: pass { posLabel: "yes" }',
      () => rocCurve(['no', 'yes'], [0.1, 0.9]),
    ],
    ['`posLabel` must be given', () => rocCurve([1, 2], [0.1, 0.9])],
    [
      '`yTrue` must hold two classes, received multiclass targets such as [0, 1, 2]',
      () => rocCurve([0, 1, 2], [0.1, 0.9, 0.3]),
    ],
    ['received continuous targets', () => rocCurve([0.5, 0.2], [1, 0])],
    [
      '`yScore` must have one score for each sample of two classes, received shape [4, 2].\n  Fix: pass the scores of the class',
      () =>
        rocCurve(
          yTrue,
          yScore.map((p) => [1 - p, p]),
        ),
    ],
    [
      '`yScore[2]` must be a finite number, received NaN',
      () => rocCurve(yTrue, [0, 1, Number.NaN, 1]),
    ],
    ['`yTrue` must hold two classes, received [1]', () => detCurve([1, 1], [0.2, 0.3])],
    ['`x` must not go up and down, received [0, 1, 0.5]', () => auc([0, 1, 0.5], [0, 1, 1])],
    ['`x` must hold at least 2 points, received 1', () => auc([0], [0])],
    ['`y` must hold one entry for each sample', () => auc([0, 1], [0])],
    [
      '`x` must be a list of numbers, received shape [2, 2]',
      () =>
        auc(
          [
            [0, 1],
            [1, 2],
          ],
          [0, 1],
        ),
    ],
  ])('refuse what has no curve: %s', (message, act) => {
    expect(act).toThrow(message);
  });
});
