import { ArgumentError } from '@myelin/core';
import { classCodes } from './class-codes.ts';
import type { Fold } from './fold.ts';
import { foldsByNumber } from './folds-by-number.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

/**
 * Every group is a fold of its own: one patient after another is kept from learning. Groups come in their order: numbers by
 * value, texts by code points.
 *
 * @throws {@link ArgumentError} there are no `groups`, or only one. {@link DataError} one is missing.
 * @source scikit-learn `LeaveOneGroupOut`
 * @example
 * const [first] = new LeaveOneGroupOut().split([1, 2, 3], undefined, ['kim', 'sato', 'kim']);
 * first?.test // => Int32Array.of(0, 2)
 */
export class LeaveOneGroupOut extends Splitter<Record<never, never>> {
  readonly className = 'LeaveOneGroupOut';

  constructor(options: Record<never, never> = {}) {
    super('LeaveOneGroupOut', options, {});
  }

  protected folds({ groups, where }: SplitLesson): Iterable<Fold> {
    const { codes, counts } = classCodes(where, 'groups', groups);
    if (counts.length > 1) return foldsByNumber(codes, counts.length);
    throw new ArgumentError({
      where,
      problem: '`groups` must hold at least two different ones, received one',
      fix: 'pass for each row the group that it belongs to, or use KFold',
    });
  }

  protected countFolds({ groups, where }: SplitLesson): number {
    return classCodes(where, 'groups', groups).counts.length;
  }
}
