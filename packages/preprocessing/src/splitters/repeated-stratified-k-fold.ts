import { classCodes, requireDiscrete } from './class-codes.ts';
import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { requireEnough } from './k-fold-options.ts';
import {
  type RepeatedKFoldOptions,
  repeatedDefaults,
  repeatedFolds,
  requireRepeated,
} from './repeated-splits.ts';
import { requireMembers } from './require-members.ts';
import { type SplitLesson, Splitter } from './splitter.ts';
import { stratifiedNumbers } from './stratified-k-fold.ts';

/**
 * {@link StratifiedKFold} of shuffled rows, again and again: `nRepeats · nSplits` folds.
 *
 * @throws as {@link StratifiedKFold}
 * @source scikit-learn `RepeatedStratifiedKFold`; the rows are those of our random numbers.
 * @example
 * const splitter = new RepeatedStratifiedKFold({ nSplits: 2, nRepeats: 3, seed: 1 });
 * [...splitter.split([1, 2, 3, 4], ['a', 'a', 'b', 'b'])].length // => 6
 */
export class RepeatedStratifiedKFold extends Splitter<RepeatedKFoldOptions> {
  readonly className = 'RepeatedStratifiedKFold';

  constructor(options: RepeatedKFoldOptions = {}) {
    super('RepeatedStratifiedKFold', options, repeatedDefaults);
    requireRepeated('RepeatedStratifiedKFold', this.config);
  }

  protected folds({ rows, y, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, seed } = this.config;
    const labels = classCodes(where, 'y', y);
    requireDiscrete(where, 'y', labels);
    requireEnough(where, nSplits, rows, 'rows');
    requireMembers(where, nSplits, labels.counts);
    return repeatedFolds(this.config, new Draws(where, seed), (draws) =>
      stratifiedNumbers(labels.codes, labels.counts, nSplits, draws),
    );
  }

  protected countFolds(): number {
    return this.config.nSplits * this.config.nRepeats;
  }
}
