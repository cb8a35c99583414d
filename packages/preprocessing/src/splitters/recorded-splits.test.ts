import { MyelinError } from '@myelin/core';
import { camelCase, fixtureCases } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { cellsOf, type RecordedArray } from '../../test-support/recorded-value.ts';
import { GroupKFold } from './group-k-fold.ts';
import { KFold } from './k-fold.ts';
import { LeaveOneOut } from './leave-one-out.ts';
import { type Grid, ParameterGrid } from './parameter-grid.ts';
import { RepeatedKFold } from './repeated-k-fold.ts';
import { ShuffleSplit } from './shuffle-split.ts';
import type { Splitter } from './splitter.ts';
import { StratifiedKFold } from './stratified-k-fold.ts';
import { StratifiedShuffleSplit } from './stratified-shuffle-split.ts';
import { TimeSeriesSplit } from './time-series-split.ts';
import { type TrainTestSplitOptions, trainTestSplit } from './train-test-split.ts';

/** A split: sizes always, rows where nothing is shuffled, rows of each class where there are classes. */
interface RecordedFold {
  readonly trainSize: number;
  readonly testSize: number;
  readonly train?: readonly number[];
  readonly test?: readonly number[];
  readonly trainCounts?: Readonly<Record<string, number>>;
  readonly testCounts?: Readonly<Record<string, number>>;
}

interface SplitCase extends Partial<RecordedFold> {
  readonly name: string;
  readonly fn?: 'train_test_split' | 'ParameterGrid';
  readonly class?: string;
  readonly n: number;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly y?: RecordedArray;
  readonly groups?: RecordedArray;
  readonly splits?: readonly RecordedFold[];
  readonly nSplits?: number;
  readonly grid?: Grid | readonly Grid[];
  readonly result?: readonly object[];
  readonly error?: string;
  readonly message?: string;
}

const splitters: Readonly<Record<string, new (options: object) => Splitter>> = {
  GroupKFold,
  KFold,
  LeaveOneOut,
  RepeatedKFold,
  ShuffleSplit,
  StratifiedKFold,
  StratifiedShuffleSplit,
  TimeSeriesSplit,
};

const cases = await fixtureCases<SplitCase>('sklearn/splitting.json');

describe.runIf(cases.length > 0)('rows are divided as scikit-learn divides them', () => {
  test.each(cases)('$name', (one) => {
    if (one.error) expect(() => run(one), one.message).toThrow(MyelinError);
    else run(one);
  });
});

function run(one: SplitCase): void {
  if (one.fn === 'ParameterGrid') checkGrid(one);
  else if (one.fn === 'train_test_split') checkTrainTest(one);
  else checkSplitter(one);
}

function checkGrid({ grid = {}, result = [] }: SplitCase): void {
  const made = new ParameterGrid(grid);
  expect([...made]).toEqual(result);
  expect(made.length).toBe(result.length);
  expect(result.map((_, at) => made.at(at))).toEqual(result);
}

/** Two classes have equal remainders (37.5 and 22.5 rows of 75): which of them gets the row is left to chance. */
const tied = ['tts-stratify-1'];

function checkTrainTest(one: SplitCase): void {
  const labels = one.y && cellsOf(one.y);
  const { stratify, ...options } = optionsFrom(one.kwargs ?? {});
  const divided = (seed: number) =>
    trainTestSplit(rowsUpTo(one.n), {
      ...options,
      seed,
      ...(stratify && labels ? { stratify: labels } : {}),
    } as TrainTestSplitOptions);
  if (!tied.includes(one.name)) {
    const [train, test] = divided(0);
    checkFold({ train, test }, one as RecordedFold, labels);
    return;
  }
  const drawn = Array.from({ length: 20 }, (_, seed) => {
    const [train] = divided(seed);
    return countsOf(train, labels).join(' ');
  });
  expect(new Set(drawn)).toEqual(new Set(['37 23 15', '38 22 15']));
  expect(drawn).toContain(Object.values(one.trainCounts ?? {}).join(' '));
}

/** Rows of each class, for classes 0, 1, 2. */
const countsOf = (rows: Int32Array, labels: readonly unknown[] | undefined): number[] =>
  [0, 1, 2].map((label) => [...rows].filter((row) => labels?.[row] === label).length);

function checkSplitter(one: SplitCase): void {
  const Class = splitters[one.class ?? ''];
  if (!Class) throw new Error(`the recording needs the class ${one.class}`);
  const splitter = new Class(optionsFrom(one.config ?? {}));
  const labels = one.y && cellsOf(one.y);
  const groups = one.groups && cellsOf(one.groups);
  const x = rowsUpTo(one.n);
  const folds = [...splitter.split(x, labels, groups)];
  expect(folds).toHaveLength(one.splits?.length ?? -1);
  expect(splitter.getNSplits(x, labels, groups)).toBe(one.nSplits);
  for (const [at, fold] of folds.entries()) {
    checkFold(fold, one.splits?.[at] as RecordedFold, labels);
  }
}

function checkFold(
  { train, test }: { readonly train: Int32Array; readonly test: Int32Array },
  recorded: RecordedFold,
  labels: readonly unknown[] | undefined,
): void {
  expect([train.length, test.length]).toEqual([recorded.trainSize, recorded.testSize]);
  // No row comes twice.
  expect(new Set([...train, ...test]).size).toBe(train.length + test.length);
  if (recorded.train) expect([...train]).toEqual(recorded.train);
  if (recorded.test) expect([...test]).toEqual(recorded.test);
  for (const [rows, counts] of [
    [train, recorded.trainCounts],
    [test, recorded.testCounts],
  ] as const) {
    for (const [label, count] of Object.entries(counts ?? {})) {
      expect([...rows].filter((row) => String(labels?.[row]) === label)).toHaveLength(count);
    }
  }
}

const rowsUpTo = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

const optionsFrom = (recorded: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(recorded).map(([name, value]) => [
      name === 'random_state' ? 'seed' : camelCase(name),
      value,
    ]),
  );
