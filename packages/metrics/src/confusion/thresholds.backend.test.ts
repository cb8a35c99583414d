import { tensor, tidy } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { evenThresholds, requireThresholds, Thresholds } from './thresholds.ts';

const levels = (thresholds: Thresholds, predictions: readonly number[]): number[] =>
  tidy(() => Array.from(thresholds.levelsOf(tensor(predictions, 'float32')).dataSync()));

onEachBackend('Thresholds', () => {
  test('are exceeded by what is above them, not by what is equal', () => {
    expect(levels(new Thresholds([0.7, 0.2]), [0.1, 0.2, 0.5, 0.7, 0.8])).toEqual([0, 0, 1, 1, 2]);
    expect(levels(new Thresholds([0, 0.5, 1]), [0, 0.1, 0.5, 0.6, 1])).toEqual([0, 1, 1, 2, 2]);
  });

  test('evenly spaced ones are exceeded by ⌈p · (n - 1)⌉, as in Keras, also where p lies on one', () => {
    for (const count of [2, 3, 11, 200]) {
      const even = new Thresholds(evenThresholds(count), true);
      const on = Array.from(Float32Array.from(even.values));
      const expected = on.map((p) => Math.ceil(Math.fround(p * (count - 1))));
      expect(levels(even, on)).toEqual(expected);
    }
  });

  test('predictions outside [0, 1] count as 0 or 1 for evenly spaced thresholds', () => {
    expect(levels(new Thresholds([0, 0.5, 1]), [-3, 7])).toEqual([0, 2]);
    const open = new Thresholds([-1e-7, 0.5, 1 + 1e-7], true);
    expect(levels(open, [-3, 0, 0.5, 7])).toEqual([1, 1, 1, 2]);
  });

  test('none is exceeded by NaN', () => {
    expect(levels(new Thresholds([-1e-7, 0.5, 1 + 1e-7], true), [Number.NaN])).toEqual([0]);
    expect(levels(new Thresholds([0.5]), [Number.NaN])).toEqual([0]);
  });

  test('are evenly spaced up to rounding', () => {
    expect(new Thresholds([0, 0.333333, 0.666667, 1]).isEven).toBe(true);
    expect(new Thresholds([0, 0.33, 0.66, 1]).isEven).toBe(false);
    expect(new Thresholds([0, 1]).isEven).toBe(false);
    expect(new Thresholds([1, 0.5, 0]).isEven).toBe(false);
  });

  test('lie in [0, 1]', () => {
    expect(requireThresholds('Recall', null, 0.5).values).toEqual([0.5]);
    for (const bad of [1.5, -0.1, [0.5, Number.NaN], [], '0.5', [null]]) {
      expect(() => requireThresholds('Recall', bad, 0.5)).toThrow(
        /Recall: `thresholds` must be a number in \[0, 1\] or a list of such numbers, received/,
      );
    }
  });
});
