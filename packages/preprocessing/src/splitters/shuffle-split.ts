import { Draws } from './draws.ts';
import type { Fold } from './fold.ts';
import {
  requireShuffleSplit,
  SHUFFLE_SHARE,
  type ShuffleSplitOptions,
  shuffleSplitDefaults,
} from './shuffle-split-options.ts';
import { sizesFor } from './split-sizes.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * Shuffles anew for each fold, and takes the first rows to be judged by and the next ones to learn from. A row may be judged by
 * in several folds, or in none.
 *
 * Where no size is given, a tenth of the rows is judged by.
 *
 * @throws {@link ArgumentError} the sizes do not fit the rows.
 * @source scikit-learn `ShuffleSplit`; the rows are those of our random numbers.
 * @example
 * const [fold] = new ShuffleSplit({ nSplits: 1, testSize: 0.3, seed: 1 }).split(new Float32Array(10));
 * [fold?.train.length, fold?.test.length] // => [7, 3]
 */
export class ShuffleSplit extends Splitter<ShuffleSplitOptions> {
  readonly className = 'ShuffleSplit';

  constructor(options: ShuffleSplitOptions = {}) {
    super('ShuffleSplit', options, shuffleSplitDefaults);
    requireShuffleSplit('ShuffleSplit', this.config);
  }

  protected folds({ rows, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, seed } = this.config;
    const { train, test } = sizesFor(where, rows, this.config, SHUFFLE_SHARE);
    return shuffled(rows, train, test, nSplits, new Draws(where, seed));
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

function* shuffled(
  rows: number,
  train: number,
  test: number,
  folds: number,
  draws: Draws,
): Generator<Fold> {
  for (let fold = 0; fold < folds; fold++) {
    const order = draws.order(rows);
    yield { train: order.slice(test, test + train), test: order.slice(0, test) };
  }
}
