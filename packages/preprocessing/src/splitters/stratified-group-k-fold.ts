import { classCodes, requireDiscrete } from './class-codes.ts';
import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { type KFoldOptions, kFoldDefaults, requireEnough, requireKFold } from './k-fold-options.ts';
import { requireMembers } from './require-members.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * As {@link GroupKFold}, with the shares of the classes kept as well as whole groups allow: groups go one after another, those
 * with the most uneven classes first, to the fold where the shares of all folds then differ the least.
 *
 * @throws {@link ArgumentError} `y` or `groups` is missing, there are fewer rows or groups than folds, or no class with as many
 * rows as folds.
 * @throws {@link DataError} `y` holds numbers that are not whole, missing values, or texts beside numbers.
 * @source scikit-learn `StratifiedGroupKFold`; shuffled groups are those of our random numbers.
 * @example
 * const [first] = new StratifiedGroupKFold({ nSplits: 2 }).split([1, 2, 3, 4], [0, 1, 0, 1], [7, 7, 8, 8]);
 * first?.test // => Int32Array.of(0, 1)
 */
export class StratifiedGroupKFold extends Splitter<KFoldOptions> {
  readonly className = 'StratifiedGroupKFold';

  constructor(options: KFoldOptions = {}) {
    super('StratifiedGroupKFold', options, kFoldDefaults);
    requireKFold('StratifiedGroupKFold', this.config);
  }

  protected folds({ rows, y, groups, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, shuffle, seed } = this.config;
    const labels = classCodes(where, 'y', y);
    const { codes, counts } = classCodes(where, 'groups', groups);
    requireDiscrete(where, 'y', labels);
    requireEnough(where, nSplits, rows, 'rows');
    requireMembers(where, nSplits, labels.counts);
    requireEnough(where, nSplits, counts.length, 'groups');
    const perGroup = Array.from(counts, () => new Float64Array(labels.counts.length));
    for (let row = 0; row < rows; row++) {
      const group = perGroup[codes[row] as number] as Float64Array;
      const label = labels.codes[row] as number;
      group[label] = (group[label] as number) + 1;
    }
    const order = shuffle
      ? new Draws(where, seed).order(counts.length)
      : Int32Array.from(counts, (_, group) => group);
    const foldOfGroup = evenFolds(perGroup, order, labels.counts, nSplits);
    const numbers = codes.map((code) => foldOfGroup[code] as number);
    return foldsByNumber(numbers, nSplits);
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

/** The fold of each group. */
function evenFolds(
  perGroup: readonly Float64Array[],
  order: Int32Array,
  classCounts: Int32Array,
  folds: number,
): Int32Array {
  const perFold = Array.from({ length: folds }, () => new Float64Array(classCounts.length));
  const foldOfGroup = new Int32Array(perGroup.length);
  const spread = perGroup.map((group) => deviation(group));
  const unevenFirst = [...order].sort((a, b) => (spread[b] as number) - (spread[a] as number));
  for (const group of unevenFirst) {
    const counts = perGroup[group] as Float64Array;
    const best = bestFold(perFold, counts, classCounts);
    add(perFold[best] as Float64Array, counts, 1);
    foldOfGroup[group] = best;
  }
  return foldOfGroup;
}

/** The fold to which a group is added best: the shares differ the least, or, where that is equal, it has the fewest rows. */
function bestFold(
  perFold: readonly Float64Array[],
  group: Float64Array,
  classCounts: Int32Array,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [fold, counts] of perFold.entries()) {
    add(counts, group, 1);
    const uneven = unevenness(perFold, classCounts);
    add(counts, group, -1);
    const rows = counts.reduce((sum, count) => sum + count, 0);
    if (!(uneven < least || (areClose(uneven, least) && rows < fewest))) continue;
    least = uneven;
    fewest = rows;
    best = fold;
  }
  return best;
}

/** Mean over the classes of the deviation of their shares in the folds. */
function unevenness(perFold: readonly Float64Array[], classCounts: Int32Array): number {
  let sum = 0;
  for (let label = 0; label < classCounts.length; label++) {
    sum += deviation(
      perFold.map((counts) => (counts[label] as number) / (classCounts[label] as number)),
    );
  }
  return sum / classCounts.length;
}

function deviation(values: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i] as number;
  mean /= values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

function add(counts: Float64Array, group: Float64Array, sign: number): void {
  for (let i = 0; i < counts.length; i++) {
    counts[i] = (counts[i] as number) + sign * (group[i] as number);
  }
}

/** NumPy's `isclose`. */
const areClose = (a: number, b: number): boolean =>
  Number.isFinite(b) && Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b);
