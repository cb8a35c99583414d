import { classCodes, requireDiscrete } from './class-codes.ts';
import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { type KFoldOptions, kFoldDefaults, requireEnough, requireKFold } from './k-fold-options.ts';
import { requireMembers } from './require-members.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * As {@link KFold}, with the shares of the classes kept: each part holds of each class as many rows as the others do, or one
 * more or less.
 *
 * A class with fewer rows than folds is missing from some parts.
 *
 * @throws {@link ArgumentError} there are fewer rows than folds, no `y`, or no class with as many rows as folds.
 * @throws {@link DataError} `y` holds numbers that are not whole, missing values, or texts beside numbers.
 * @source scikit-learn `StratifiedKFold`; shuffled rows are those of our random numbers.
 * @example
 * const [first] = new StratifiedKFold({ nSplits: 2 }).split([1, 2, 3, 4], ['a', 'a', 'b', 'b']);
 * first?.test // => Int32Array.of(0, 2)
 */
export class StratifiedKFold extends Splitter<KFoldOptions> {
  readonly className = 'StratifiedKFold';

  constructor(options: KFoldOptions = {}) {
    super('StratifiedKFold', options, kFoldDefaults);
    requireKFold('StratifiedKFold', this.config);
  }

  protected folds({ rows, y, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, shuffle, seed } = this.config;
    const labels = classCodes(where, 'y', y);
    requireDiscrete(where, 'y', labels);
    requireEnough(where, nSplits, rows, 'rows');
    requireMembers(where, nSplits, labels.counts);
    const draws = shuffle ? new Draws(where, seed) : undefined;
    return foldsByNumber(stratifiedNumbers(labels.codes, labels.counts, nSplits, draws), nSplits);
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

/** The fold in which each row is judged by. */
export function stratifiedNumbers(
  codes: Int32Array,
  counts: Int32Array,
  folds: number,
  draws: Draws | undefined,
): Int32Array {
  const numbers = new Int32Array(codes.length);
  const rowsOf = rowsByClass(codes, counts);
  let before = 0;
  // Classes count in the order of their appearance: dealt out one by one, as if all rows stood sorted by class.
  for (const code of [...new Set(codes)]) {
    const rows = rowsOf[code] as Int32Array;
    const dealt = dealtNumbers(before, rows.length, folds);
    const mixed = draws ? draws.shuffled(dealt) : dealt;
    for (let i = 0; i < rows.length; i++) numbers[rows[i] as number] = mixed[i] as number;
    before += rows.length;
  }
  return numbers;
}

/** The rows of each class, in order. */
export function rowsByClass(codes: Int32Array, counts: Int32Array): Int32Array[] {
  const rows = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    (rows[code] as Int32Array)[filled[code] as number] = row;
    filled[code] = (filled[code] as number) + 1;
  }
  return rows;
}

/** Numbers of folds of the places `begin` … `begin + count - 1`, where place i is dealt to fold `i % folds`; in order. */
function dealtNumbers(begin: number, count: number, folds: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let fold = 0, at = 0; fold < folds; fold++) {
    const first = (((fold - begin) % folds) + folds) % folds;
    const end = at + Math.max(0, Math.ceil((count - first) / folds));
    numbers.fill(fold, at, end);
    at = end;
  }
  return numbers;
}
