import { AbortError, ArgumentError, type NdArray, ndArray } from '@myelin/core';
import { table } from '@myelin/table';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { StandardScaler } from '../scalers/standard-scaler.ts';
import { crossValidate } from './cross-validate.ts';
import type { FoldReport } from './cross-validate-options.ts';
import type { FoldScores } from './fold-scores.ts';
import { KFold } from './k-fold.ts';
import { LeaveOneGroupOut } from './leave-one-group-out.ts';
import { StratifiedKFold } from './stratified-k-fold.ts';

const x = [[1], [2], [3], [4], [5], [6]];
const y = [10, 20, 30, 40, 50, 60];
const splitter = new KFold({ nSplits: 3 });

/** Says the mean of what it learned from. */
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const meanError = (yTrue: readonly number[], yPredicted: readonly number[]): number =>
  meanOf(yTrue.map((target, i) => Math.abs(target - (yPredicted[i] ?? 0))));

describe('crossValidate', () => {
  test('trains anew for each fold on its rows only, and judges by the others', async () => {
    const learned: unknown[] = [];
    const asked: unknown[] = [];
    const { scores, fitSeconds } = await crossValidate({
      x,
      y,
      splitter,
      fit(train, { fold, folds }) {
        learned.push([fold, folds, train.x, train.y]);
        const mean = meanOf(train.y);
        return {
          predict(rows) {
            asked.push(rows);
            return rows.map(() => mean);
          },
        };
      },
      score: meanError,
    });
    expect(learned).toEqual([
      [0, 3, [[3], [4], [5], [6]], [30, 40, 50, 60]],
      [1, 3, [[1], [2], [5], [6]], [10, 20, 50, 60]],
      [2, 3, [[1], [2], [3], [4]], [10, 20, 30, 40]],
    ]);
    expect(asked).toEqual([
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ]);
    // Means are 45, 35, 25, so the errors 30, 5 and 30.
    expect(scores.values).toEqual([30, 5, 30]);
    expect(scores.mean).toBeCloseTo(65 / 3, 12);
    expect(scores.std).toBeCloseTo(Math.sqrt(1250 / 9), 12);
    expect(`${scores}`).toBe('21.667 ± 11.785');
    expect(fitSeconds).toHaveLength(3);
  });

  test('a scaler fitted in it knows nothing of the rows to be judged by', async () => {
    const means: number[] = [];
    await crossValidate({
      x: ndArray([[0], [2], [100], [102]]),
      y: Int32Array.of(0, 1, 0, 1),
      splitter: new KFold({ nSplits: 2 }),
      async fit(train) {
        expectTypeOf(train.x).toEqualTypeOf<NdArray>();
        const scaler = new StandardScaler().fit(train.x);
        means.push(...(scaler.mean ?? []));
        return { predict: async (rows) => scaler.transform(rows) };
      },
      score: (yTrue, yPredicted) => {
        expectTypeOf(yPredicted).toEqualTypeOf<NdArray>();
        return yTrue.length;
      },
    });
    expect(means).toEqual([101, 1]);
  });

  test('gives several scores by name, reports each fold and disposes of what was trained', async () => {
    const reports: FoldReport[] = [];
    let disposed = 0;
    const { scores } = await crossValidate({
      x: table({ age: [1, 2, 3, 4] }),
      y: ['a', 'b', 'a', 'b'],
      splitter: new StratifiedKFold({ nSplits: 2 }),
      fit: (train) => ({
        predict: (rows) => rows.column('age').toArray(),
        dispose: () => {
          disposed += train.x.length;
        },
      }),
      score: {
        rows: (yTrue) => yTrue.length,
        oldest: async (_, yPredicted) => Math.max(...yPredicted.map(Number)),
      },
      onFold: (report) => reports.push(report),
    });
    expectTypeOf(scores).toEqualTypeOf<{
      readonly rows: FoldScores;
      readonly oldest: FoldScores;
    }>();
    expect(scores.oldest.values).toEqual([2, 4]);
    expect(scores.rows.mean).toBe(2);
    expect(disposed).toBe(4);
    expect(reports.map(({ fold, folds, scores: own }) => [fold, folds, own])).toEqual([
      [0, 2, { rows: 2, oldest: 2 }],
      [1, 2, { rows: 2, oldest: 4 }],
    ]);
  });

  test('hands groups to the splitter, or takes folds as they are', async () => {
    const fit = (train: { readonly y: readonly number[] }) => ({
      predict: (rows: readonly number[][]) => rows.map(() => meanOf(train.y)),
    });
    const byGroup = await crossValidate({
      ...{ x, y, fit, score: meanError },
      groups: [1, 1, 1, 1, 2, 2],
      splitter: new LeaveOneGroupOut(),
    });
    expect(byGroup.scores.values).toEqual([30, 30]);
    const given = await crossValidate({
      ...{ x, y, fit, score: meanError },
      splitter: [{ train: Int32Array.of(0), test: Int32Array.of(5) }],
    });
    expect(given.scores.values).toEqual([50]);
  });

  test('stops at its signal, and hands it on', async () => {
    const controller = new AbortController();
    let disposed = 0;
    const run = crossValidate({
      ...{ x, y, splitter, score: meanError, signal: controller.signal },
      fit(_, { fold, signal }) {
        expect(signal).toBe(controller.signal);
        if (fold === 1) controller.abort(new Error('enough'));
        return { predict: (rows) => rows.map(() => 0), dispose: () => disposed++ };
      },
    });
    await expect(run).rejects.toThrow(AbortError);
    await expect(run).rejects.toThrow(/stopped by its abort signal \(enough\)/);
    expect(disposed).toBe(2);
  });

  test('lets other work run between folds', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await crossValidate({
      ...{ x, y, splitter, score: meanError },
      fit() {
        const end = performance.now() + 25;
        while (performance.now() < end);
        return { predict: (rows) => rows.map(() => 0) };
      },
    });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  test.each([
    [{ splitter: undefined }, /`splitter` is required/],
    [{ splitter: 5 }, /`splitter` must be a splitter or a list of folds, received 5/],
    [{ splitter: [] }, /`splitter` must give at least one fold/],
    [{ fit: 3 }, /`fit` must be a function that makes and trains a model, received 3/],
    [{ fit: () => undefined }, /`fit` must return something with `predict`, received undefined/],
    [{ score: {} }, /`score` must be a function, or several by name/],
    [{ score: { accuracy: 'accuracy' } }, /`score.accuracy` must be a function/],
    [{ cv: 5 }, /`cv` is not an option/],
  ])('refuses %j', async (options, message) => {
    const all = {
      ...{ x, y, splitter, score: meanError },
      fit: () => ({ predict: () => [] }),
      ...options,
    };
    const run = crossValidate(all as never);
    await expect(run).rejects.toThrow(ArgumentError);
    await expect(run).rejects.toThrow(message);
  });

  test('refuses a score that is no number', async () => {
    const run = crossValidate({
      ...{ x, y, splitter },
      fit: () => ({ predict: () => [] }),
      score: (() => '0.9') as never,
    });
    await expect(run).rejects.toThrow(/the score `score` must be a number, received "0.9"/);
  });
});
