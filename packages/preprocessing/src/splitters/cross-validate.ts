import { AbortError, ArgumentError, DataError, describe, EventLoopBreather } from '@myelin/core';
import {
  type CrossValidateOptions,
  type CrossValidation,
  checkedCrossValidation,
  type FoldContext,
  type FoldPredictor,
  type Score,
  type Scores,
} from './cross-validate-options.ts';
import type { Fold } from './fold.ts';
import { FoldScores } from './fold-scores.ts';
import { requireFold } from './require-fold.ts';
import { commonRows, type Rows, type SomeRows } from './rows.ts';
import { Splitter } from './splitter.ts';
import { takeRows } from './take-rows.ts';

/**
 * How good a model is on rows that it did not learn from: for each fold a new one is made and trained on some rows, and judged
 * by the others.
 *
 * `fit` never sees the rows that its model is judged by, so neither can the scalers and encoders that are fitted in it.
 *
 * @throws {@link DataError} a fold learns from rows that it is judged by, or a score is no number.
 * @throws {@link ShapeError} `x`, `y` and `groups` have different numbers of rows.
 * @throws {@link AbortError} the signal fired.
 * @source scikit-learn `cross_validate`
 * @example
 * const { scores } = await crossValidate({
 *   x: [[1], [9], [2], [8]],
 *   y: ['low', 'high', 'low', 'high'],
 *   splitter: new KFold({ nSplits: 2 }),
 *   async fit(train) {
 *     const scaler = new StandardScaler().fit(train.x);
 *     // Here a model is made, and trained with scaler.transform(train.x) and train.y.
 *     return { predict: (x) => Array.from(scaler.transform(x).data, (z) => (z > 0 ? 'high' : 'low')) };
 *   },
 *   score: (yTrue, yPredicted) => yTrue.filter((y, i) => y === yPredicted[i]).length / yTrue.length,
 * });
 * scores.values // => [1, 1]
 */
export async function crossValidate<
  X extends Rows,
  Y extends Rows,
  Prediction,
  Name extends string = never,
>(options: CrossValidateOptions<X, Y, Prediction, Name>): Promise<CrossValidation<Name>> {
  const given = checkedCrossValidation(where, options);
  const { x, y, groups, onFold, signal } = given;
  const rows = commonRows(where, { x, y, groups });
  const { folds, count } = foldsFrom(given);
  const breather = new EventLoopBreather();
  const values: Readonly<Record<string, number>>[] = [];
  const fitSeconds: number[] = [];
  for (const fold of folds) {
    stopIfAborted(signal);
    requireFold(where, fold, rows);
    const context = { fold: values.length, folds: count, signal };
    const judged = await judge(given, fold, context);
    values.push(judged.scores);
    fitSeconds.push(judged.fitSeconds);
    onFold?.({ fold: context.fold, folds: count, ...judged });
    await breather.breathe();
  }
  return { scores: collected(given.score, values) as CrossValidation<Name>['scores'], fitSeconds };
}

const where = 'crossValidate';

type AnyScores = Scores<SomeRows<Rows>, unknown>;

interface Judged {
  readonly scores: Readonly<Record<string, number>>;
  readonly fitSeconds: number;
}

/** Trains on one part of the fold and judges by the other. */
async function judge(
  options: CrossValidateOptions,
  { train, test }: Fold,
  context: FoldContext,
): Promise<Judged> {
  const { x, y, score, signal } = options;
  const begin = performance.now();
  const predictor = await options.fit({ x: takeRows(x, train), y: takeRows(y, train) }, context);
  const fitSeconds = (performance.now() - begin) / 1000;
  requirePredictor(predictor);
  try {
    stopIfAborted(signal);
    const predicted = await predictor.predict(takeRows(x, test));
    const target = takeRows(y, test);
    const scores: [string, number][] = [];
    for (const [name, one] of Object.entries(scoresOf(score))) {
      stopIfAborted(signal);
      scores.push([name, requireScore(name, await one(target, predicted))]);
    }
    return { scores: Object.fromEntries(scores), fitSeconds };
  } finally {
    predictor.dispose?.();
  }
}

function foldsFrom({ x, y, groups, splitter }: CrossValidateOptions): {
  readonly folds: Iterable<Fold>;
  readonly count: number;
} {
  if (splitter instanceof Splitter) {
    return { folds: splitter.split(x, y, groups), count: splitter.getNSplits(x, y, groups) };
  }
  const folds = [...splitter];
  if (folds.length > 0) return { folds, count: folds.length };
  throw new ArgumentError({
    where,
    problem: '`splitter` must give at least one fold, received none',
    fix: 'pass for example { splitter: new KFold({ nSplits: 5, shuffle: true }) }',
  });
}

const scoresOf = (score: AnyScores): Readonly<Record<string, Score<SomeRows<Rows>, unknown>>> =>
  typeof score === 'function' ? { score } : score;

function collected(score: AnyScores, values: readonly Readonly<Record<string, number>>[]): unknown {
  const named = Object.keys(scoresOf(score)).map((name): [string, FoldScores] => [
    name,
    new FoldScores(values.map((one) => one[name] as number)),
  ]);
  return typeof score === 'function' ? named[0]?.[1] : Object.fromEntries(named);
}

function requirePredictor(value: unknown): asserts value is FoldPredictor<unknown, unknown> {
  const predict: unknown = (value as { predict?: unknown } | undefined)?.predict;
  if (typeof predict === 'function') return;
  throw new ArgumentError({
    where,
    problem: `\`fit\` must return something with \`predict\`, received ${describe(value)}`,
    fix: 'return for example { predict: (x) => model.predict(scaler.transform(x)) }',
  });
}

function requireScore(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  throw new DataError({
    where,
    problem: `the score \`${name}\` must be a number, received ${describe(value)}`,
    fix: 'return a number, or a promise of one',
  });
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new AbortError({
    where,
    problem: `stopped by its abort signal (${String(signal.reason?.message ?? signal.reason)})`,
    fix: 'nothing to mend: call it again to begin anew',
    cause: signal.reason,
  });
}
