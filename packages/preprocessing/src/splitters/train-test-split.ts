import {
  ArgumentError,
  isPlainRecord,
  type Resolved,
  requireBoolean,
  requireSeed,
  resolveOptions,
} from '@myelin/core';
import { rowCodes } from './class-codes.ts';
import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { commonRows, type Rows, type SomeRows } from './rows.ts';
import { requireSizes, type SplitSizes, sizesFor } from './split-sizes.ts';
import { stratifiedFolds } from './stratified-shuffle-split.ts';
import { takeRows } from './take-rows.ts';

export interface TrainTestSplitOptions extends SplitSizes {
  /** Fixes which rows those are, and their order. @defaultValue `null`, others every time */
  readonly seed?: number | null;
  /** Whether the rows are shuffled first; else the last ones are to be judged by. @defaultValue `true` */
  readonly shuffle?: boolean;
  /** Classes, one for each row, whose shares are kept in both parts. @defaultValue `null` */
  readonly stratify?: Rows | null;
}

/** Both parts of each of the data, one after another. */
export type TrainTest<Data extends readonly Rows[]> = Data extends readonly [
  infer First extends Rows,
  ...infer Others extends readonly Rows[],
]
  ? [SomeRows<First>, SomeRows<First>, ...TrainTest<Others>]
  : Data extends readonly []
    ? []
    : SomeRows<Data[number]>[];

/**
 * Divides rows into some to learn from and some to be judged by, in all data alike: tables, arrays, columns, lists.
 *
 * A quarter of the rows is judged by where no size is given; `ceil(rows · testSize)`, `floor(rows · trainSize)`.
 *
 * @param given - Data of equally many rows, and then perhaps options.
 * @throws {@link ShapeError} the data have different numbers of rows.
 * @throws {@link ArgumentError} the sizes do not fit the rows, or `stratify` cannot be kept.
 * @source scikit-learn `train_test_split`; the rows are those of our random numbers, so that a `random_state` gives others.
 * @example
 * const [xTrain, xTest, yTrain, yTest] = trainTestSplit([[1], [2], [3], [4]], ['a', 'b', 'c', 'd'], {
 *   testSize: 0.25,
 *   shuffle: false,
 * });
 * [xTest, yTest, yTrain] // => [[[4]], ['d'], ['a', 'b', 'c']]
 */
export function trainTestSplit<Data extends readonly Rows[]>(...data: Data): TrainTest<Data>;
export function trainTestSplit<Data extends readonly Rows[]>(
  ...given: [...data: Data, options: TrainTestSplitOptions]
): TrainTest<Data>;
export function trainTestSplit(...given: readonly (Rows | TrainTestSplitOptions)[]): unknown[] {
  const last = given.at(-1);
  const hasOptions = isPlainRecord(last);
  const data = (hasOptions ? given.slice(0, -1) : given) as readonly Rows[];
  const options = optionsFrom(hasOptions ? (last as TrainTestSplitOptions) : {});
  if (data.length === 0) {
    throw new ArgumentError({
      where,
      problem: 'there must be data to divide, received none',
      fix: 'pass trainTestSplit(x, y, { testSize: 0.25 })',
    });
  }
  const { train, test } = divide(data, options);
  return data.flatMap((one) => [takeRows(one, train), takeRows(one, test)]);
}

const where = 'trainTestSplit';

function optionsFrom(given: TrainTestSplitOptions): Resolved<TrainTestSplitOptions> {
  const options = resolveOptions<TrainTestSplitOptions>(where, given, {
    testSize: null,
    trainSize: null,
    seed: null,
    shuffle: true,
    stratify: null,
  });
  requireSizes(where, options);
  requireSeed(where, options.seed);
  requireBoolean(where, 'shuffle', options.shuffle);
  if (options.shuffle || options.stratify === null) return options;
  throw new ArgumentError({
    where,
    problem: '`stratify` needs rows that are shuffled, received { shuffle: false }',
    fix: 'leave one of the two out',
  });
}

function divide(data: readonly Rows[], options: Resolved<TrainTestSplitOptions>): Fold {
  const { shuffle, stratify, seed } = options;
  const named = Object.fromEntries(data.map((one, i) => [`data ${i + 1}`, one]));
  const rows = commonRows(where, stratify === null ? named : { ...named, stratify });
  const sizes = sizesFor(where, rows, options, 0.25);
  if (!shuffle) {
    const order = Int32Array.from({ length: sizes.train + sizes.test }, (_, row) => row);
    return { train: order.slice(0, sizes.train), test: order.slice(sizes.train) };
  }
  const draws = new Draws(where, seed);
  if (stratify !== null) {
    const [fold] = stratifiedFolds(where, rowCodes(where, 'stratify', stratify), sizes, 1, draws);
    return fold as Fold;
  }
  const order = draws.order(rows);
  return {
    train: order.slice(sizes.test, sizes.test + sizes.train),
    test: order.slice(0, sizes.test),
  };
}
