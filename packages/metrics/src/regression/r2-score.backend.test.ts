import { tensor, tidy, zeros } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { R2Score, type R2ScoreOptions } from '../index.ts';

type Column = readonly (readonly number[])[];

const column = (...values: number[]): Column => values.map((value) => [value]);

function scoreOf(
  options: R2ScoreOptions,
  ...batches: readonly (readonly [Column, Column, (readonly number[])?])[]
): number | number[] {
  const metric = new R2Score(options);
  for (const [yTrue, yPred, sampleWeight] of batches) {
    metric.updateState(yTrue, yPred, sampleWeight ? { sampleWeight } : {});
  }
  using result = metric.result();
  metric.resetState();
  return result.arraySync() as number | number[];
}

onEachBackend('R2Score', () => {
  test('compares squared errors with squared deviations from the mean', () => {
    // By hand: errors 1, 0, 1; deviations from 8/3: 25/9 + 16/9 + 1/9 = 42/9. 1 - 2 / (42/9) = 4/7.
    expect(scoreOf({}, [column(1, 4, 3), column(2, 4, 4)])).toBeCloseTo(4 / 7, 6);
    expect(scoreOf({}, [column(1, 4, 3), column(1, 4, 3)])).toBe(1);
  });

  test('is the same in one batch and in several, whatever their means', () => {
    const yTrue = [1, 2, 3, 101, 102, 103, 50];
    const yPred = [2, 2, 1, 99, 104, 103, 51];
    const whole = scoreOf({}, [column(...yTrue), column(...yPred)]);
    const parts = scoreOf(
      {},
      [column(...yTrue.slice(0, 3)), column(...yPred.slice(0, 3))],
      [column(...yTrue.slice(3, 6)), column(...yPred.slice(3, 6))],
      [column(50), column(51)],
    );
    expect(parts).toBeCloseTo(whole as number, 5);
  });

  test('keeps its digits where targets are large against their spread', () => {
    // By hand: deviations of 0..3 from 1.5: 5. Errors of 1/2: 4 · 1/4. 1 - 1/5. Σy² - (Σy)²/n in float32 gives -Infinity.
    const years = [10_000, 10_001, 10_002, 10_003];
    const guesses = [10_000.5, 10_000.5, 10_002.5, 10_002.5];
    expect(scoreOf({}, [column(...years), column(...guesses)])).toBeCloseTo(0.8, 5);
    expect(
      scoreOf(
        {},
        [column(10_000, 10_001), column(10_000.5, 10_000.5)],
        [column(10_002, 10_003), column(10_002.5, 10_002.5)],
      ),
    ).toBeCloseTo(0.8, 4);
  });

  test('equal targets have no spread: 0, and NaN for perfect predictions', () => {
    expect(scoreOf({}, [column(0.1, 0.1, 0.1), column(0.1, 0.2, 0.1)])).toBe(0);
    expect(scoreOf({}, [column(0.1), column(0.1)], [column(0.1), column(0.3)])).toBe(0);
    expect(scoreOf({}, [column(0.1, 0.1, 0.1), column(0.1, 0.1, 0.1)])).toBeNaN();
  });

  test('is NaN before the first batch', () => {
    for (const classAggregation of [
      'uniform_average',
      'variance_weighted_average',
      null,
    ] as const) {
      expect(scoreOf({ classAggregation })).toBeNaN();
    }
  });

  test('an empty batch changes nothing', () => {
    const metric = new R2Score();
    using empty = zeros([0, 1]);
    metric.updateState(empty, empty);
    using before = metric.result();
    expectClose(before, Number.NaN);
    metric.updateState(column(1, 4, 3), column(2, 4, 4));
    metric.updateState(empty, empty);
    using result = metric.result();
    expectClose(result, 4 / 7);
    metric.resetState();
  });

  test('counts each sample by its weight', () => {
    // A weight of 2 is the sample twice, one of 0 is none.
    const weighted = scoreOf({}, [column(1, 4, 3, 9), column(2, 4, 4, 0), [2, 1, 1, 0]]);
    const repeated = scoreOf({}, [column(1, 1, 4, 3), column(2, 2, 4, 4)]);
    expect(weighted).toBeCloseTo(repeated as number, 6);
    expect(
      scoreOf({}, [column(5, 7), column(1, 1), [0, 0]], [column(1, 4, 3), column(2, 4, 4)]),
    ).toBeCloseTo(4 / 7, 6);
  });

  test('leaves out what a mask leaves out', () => {
    const metric = new R2Score();
    const mask = tensor([true, true, true, false]);
    metric.updateState(column(1, 4, 3, 9), column(2, 4, 4, 0), { mask });
    using result = metric.result();
    expectClose(result, 4 / 7);
    metric.resetState();
  });

  test('several outputs: their mean, weighted by variance, or one score each', () => {
    const batch = [
      [
        [1, 10],
        [4, 10],
        [3, 40],
      ],
      [
        [2, 10],
        [4, 10],
        [4, 40],
      ],
    ] as const;
    // By hand: 4/7 with spread 42/9, and 1 with spread 600.
    expectClose(tensor(scoreOf({ classAggregation: null }, batch)), [4 / 7, 1]);
    expect(scoreOf({}, batch)).toBeCloseTo((4 / 7 + 1) / 2, 6);
    expect(scoreOf({ classAggregation: 'variance_weighted_average' }, batch)).toBeCloseTo(
      (42 / 9 / (42 / 9 + 600)) * (4 / 7) + 600 / (42 / 9 + 600),
      6,
    );
  });

  test('stays a vector after a reset', () => {
    const metric = new R2Score({ classAggregation: null });
    metric.updateState([[1, 2]], [[1, 3]]);
    metric.resetState();
    using result = metric.result();
    expectClose(result, [Number.NaN, Number.NaN]);
  });

  test.each([
    { yTrue: [4, 3], yPred: [4, 3], outputs: 3 },
    { yTrue: [4], yPred: [4, 1], outputs: 1 },
    { yTrue: [4, 1], yPred: [4], outputs: 1 },
  ])('the shapes of its state follow from $yTrue and $yPred, and stay', (c) => {
    tidy(() => {
      const metric = new R2Score();
      const before = metric.initialState(c);
      const after = metric.nextState(before, { yTrue: zeros(c.yTrue), yPred: zeros(c.yPred) });
      const shapes = [[c.outputs], [c.outputs], [c.outputs], [c.outputs], []];
      expect(before.map((state) => state.shape)).toEqual(shapes);
      expect(after.map((state) => state.shape)).toEqual(shapes);
    });
  });

  test('adjusts for the number of regressors while there are enough samples', () => {
    // By hand: 1 - (1 - 4/7) · 2 / (3 - 1 - 1) = 1/7; with two regressors the divisor is 0, with three negative.
    const batch = [column(1, 4, 3), column(2, 4, 4)] as const;
    expect(scoreOf({ numRegressors: 1 }, batch)).toBeCloseTo(1 / 7, 6);
    expect(scoreOf({ numRegressors: 2 }, batch)).toBeCloseTo(4 / 7, 6);
    expect(scoreOf({ numRegressors: 3 }, batch)).toBeCloseTo(4 / 7, 6);
  });

  test('takes a vector of targets with a column of predictions, but wants outputs', () => {
    const metric = new R2Score();
    metric.updateState([1, 4, 3], [[2], [4], [4]]);
    using result = metric.result();
    expectClose(result, 4 / 7);
    expect(() => metric.updateState([1, 2], [1, 2])).toThrow(
      'R2Score: targets and predictions must be [batch, outputs], received shapes [2] and [2].\n  Fix: give both an axis of outputs: [n, 1] instead of [n].',
    );
    expect(() => metric.updateState([[[1]]], [[[1]]])).toThrow(/must be \[batch, outputs\]/);
    expect(() => metric.updateState([[1], [2]], [[1], [2]], { sampleWeight: [1, 2, 3] })).toThrow(
      /sampleWeight: shape \[3\] does not fit/,
    );
    metric.resetState();
  });

  test('refuses options outside their domains', () => {
    expect(() => new R2Score({ classAggregation: 'uniform' as never })).toThrow(
      /`classAggregation` must be one of 'uniform_average', 'variance_weighted_average'/,
    );
    for (const numRegressors of [-1, 0.5, Number.NaN]) {
      expect(() => new R2Score({ numRegressors })).toThrow(
        /`numRegressors` must be a whole number of at least 0/,
      );
    }
  });

  test('leaves no tensor behind', async () => {
    await expectNoLeak(() => {
      const metric = new R2Score({ numRegressors: 1 });
      for (let batch = 0; batch < 3; batch++) metric.updateState(column(1, 2), column(2, 2));
      metric.result().dispose();
      metric.resetState();
    });
  });
});
