import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import { kFoldNumbers } from './k-fold.ts';
import { requireEnough } from './k-fold-options.ts';
import {
  type RepeatedKFoldOptions,
  repeatedDefaults,
  repeatedFolds,
  requireRepeated,
} from './repeated-splits.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * {@link KFold} of shuffled rows, again and again: `nRepeats · nSplits` folds, which say more of how far a score scatters.
 *
 * @throws {@link ArgumentError} there are fewer rows than folds.
 * @source scikit-learn `RepeatedKFold`; the rows are those of our random numbers.
 * @example
 * [...new RepeatedKFold({ nSplits: 2, nRepeats: 3, seed: 1 }).split(['a', 'b', 'c', 'd'])].length // => 6
 */
export class RepeatedKFold extends Splitter<RepeatedKFoldOptions> {
  readonly className = 'RepeatedKFold';

  constructor(options: RepeatedKFoldOptions = {}) {
    super('RepeatedKFold', options, repeatedDefaults);
    requireRepeated('RepeatedKFold', this.config);
  }

  protected folds({ rows, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, seed } = this.config;
    requireEnough(where, nSplits, rows, 'rows');
    return repeatedFolds(this.config, new Draws(where, seed), (draws) =>
      kFoldNumbers(rows, nSplits, draws.order(rows)),
    );
  }

  protected countFolds(): number {
    return this.config.nSplits * this.config.nRepeats;
  }
}
