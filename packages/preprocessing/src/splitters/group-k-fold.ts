import { classCodes } from './class-codes.ts';
import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { kFoldNumbers } from './k-fold.ts';
import { type KFoldOptions, kFoldDefaults, requireEnough, requireKFold } from './k-fold-options.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * As {@link KFold}, with groups kept together: no group is learned from and judged by at once. Rows of one patient, or of one
 * author, are a group.
 *
 * Without `shuffle`, groups go one after another, the largest first, to the fold that has the fewest rows; with it, each fold
 * gets equally many groups at random.
 *
 * @throws {@link ArgumentError} there are no `groups`, or fewer than folds. {@link DataError} one is missing.
 * @source scikit-learn `GroupKFold`; shuffled groups are those of our random numbers.
 * @example
 * const [first] = new GroupKFold({ nSplits: 2 }).split([1, 2, 3], undefined, ['kim', 'sato', 'kim']);
 * first?.test // => Int32Array.of(0, 2)
 */
export class GroupKFold extends Splitter<KFoldOptions> {
  readonly className = 'GroupKFold';

  constructor(options: KFoldOptions = {}) {
    super('GroupKFold', options, kFoldDefaults);
    requireKFold('GroupKFold', this.config);
  }

  protected folds({ rows, groups, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, shuffle, seed } = this.config;
    const { codes, counts } = classCodes(where, 'groups', groups);
    requireEnough(where, nSplits, rows, 'rows');
    requireEnough(where, nSplits, counts.length, 'groups');
    const foldOfGroup = shuffle
      ? kFoldNumbers(counts.length, nSplits, new Draws(where, seed).order(counts.length))
      : balancedFolds(counts, nSplits);
    const numbers = codes.map((code) => foldOfGroup[code] as number);
    return foldsByNumber(numbers, nSplits);
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

/** The fold of each group: the largest first (of equal ones the last), each to the fold with the fewest rows. */
function balancedFolds(counts: Int32Array, folds: number): Int32Array {
  const largestFirst = Array.from(counts, (_, group) => group).sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || b - a,
  );
  const sizes = new Float64Array(folds);
  const foldOfGroup = new Int32Array(counts.length);
  for (const group of largestFirst) {
    let lightest = 0;
    for (let fold = 1; fold < folds; fold++) {
      if ((sizes[fold] as number) < (sizes[lightest] as number)) lightest = fold;
    }
    sizes[lightest] = (sizes[lightest] as number) + (counts[group] as number);
    foldOfGroup[group] = lightest;
  }
  return foldOfGroup;
}
