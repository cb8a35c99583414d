import { ArgumentError } from '@myelin/core';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { kFoldNumbers } from './k-fold.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * Every row is a fold of its own, judged by alone: `KFold` with as many folds as rows. For a model that takes long to train it
 * is too dear.
 *
 * @throws {@link ArgumentError} there are fewer than two rows.
 * @source scikit-learn `LeaveOneOut`
 * @example
 * const [first] = new LeaveOneOut().split(['a', 'b', 'c']);
 * first // => { train: Int32Array.of(1, 2), test: Int32Array.of(0) }
 */
export class LeaveOneOut extends Splitter<Record<never, never>> {
  readonly className = 'LeaveOneOut';

  constructor(options: Record<never, never> = {}) {
    super('LeaveOneOut', options, {});
  }

  protected folds({ rows, where }: SplitLesson): Iterable<Fold> {
    if (rows > 1) return foldsByNumber(kFoldNumbers(rows, rows), rows);
    throw new ArgumentError({
      where,
      problem: `there must be at least two rows, received ${rows}`,
      fix: 'pass more data: a model needs rows to learn from beside the one it is judged by',
    });
  }

  protected countFolds({ rows }: SplitLesson): number {
    return rows;
  }
}
