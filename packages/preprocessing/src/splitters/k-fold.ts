import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { type KFoldOptions, kFoldDefaults, requireEnough, requireKFold } from './k-fold-options.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * Every row is judged by once: the rows are cut into `nSplits` parts, the first ones a row longer where it does not come out
 * even, and each part in turn is kept from learning.
 *
 * Without `shuffle` the parts are runs of neighbors: data that is sorted, by class for example, must be shuffled.
 *
 * @throws {@link ArgumentError} there are fewer rows than folds.
 * @source scikit-learn `KFold`; shuffled rows are those of our random numbers.
 * @example
 * const [first] = new KFold({ nSplits: 2 }).split(['a', 'b', 'c', 'd']);
 * first // => { train: Int32Array.of(2, 3), test: Int32Array.of(0, 1) }
 */
export class KFold extends Splitter<KFoldOptions> {
  readonly className = 'KFold';

  constructor(options: KFoldOptions = {}) {
    super('KFold', options, kFoldDefaults);
    requireKFold('KFold', this.config);
  }

  protected folds({ rows, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, shuffle, seed } = this.config;
    requireEnough(where, nSplits, rows, 'rows');
    const order = shuffle ? new Draws(where, seed).order(rows) : undefined;
    return foldsByNumber(kFoldNumbers(rows, nSplits, order), nSplits);
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

/** The fold in which each row is judged by. */
export function kFoldNumbers(rows: number, folds: number, order?: Int32Array): Int32Array {
  const numbers = new Int32Array(rows);
  const size = Math.floor(rows / folds);
  const longer = rows % folds;
  for (let fold = 0, at = 0; fold < folds; fold++) {
    const end = at + size + (fold < longer ? 1 : 0);
    for (; at < end; at++) numbers[order?.[at] ?? at] = fold;
  }
  return numbers;
}
