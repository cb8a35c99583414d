import { ArgumentError } from '@myelin/core';
import { type ClassCodes, rowCodes } from './class-codes.ts';
import { classShares } from './class-shares.ts';
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
import { rowsByClass } from './stratified-k-fold.ts';

/**
 * As {@link ShuffleSplit}, with the shares of the classes kept in both parts. Where a row has several labels, all of them make
 * its class.
 *
 * @throws {@link ArgumentError} a class has one row only, or a part would have fewer rows than there are classes.
 * @source scikit-learn `StratifiedShuffleSplit`; the rows are those of our random numbers.
 * @example
 * const splitter = new StratifiedShuffleSplit({ nSplits: 1, testSize: 2, seed: 1 });
 * const [fold] = splitter.split([1, 2, 3, 4], ['a', 'a', 'b', 'b']);
 * fold?.test.length // => 2
 */
export class StratifiedShuffleSplit extends Splitter<ShuffleSplitOptions> {
  readonly className = 'StratifiedShuffleSplit';

  constructor(options: ShuffleSplitOptions = {}) {
    super('StratifiedShuffleSplit', options, shuffleSplitDefaults);
    requireShuffleSplit('StratifiedShuffleSplit', this.config);
  }

  protected folds({ rows, y, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, seed } = this.config;
    const labels = rowCodes(where, 'y', y);
    const sizes = sizesFor(where, rows, this.config, SHUFFLE_SHARE);
    return stratifiedFolds(where, labels, sizes, nSplits, new Draws(where, seed));
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }
}

/** Folds that keep the shares of the classes. @throws as {@link StratifiedShuffleSplit} */
export function stratifiedFolds(
  where: string,
  labels: ClassCodes,
  sizes: { readonly train: number; readonly test: number },
  count: number,
  draws: Draws,
): Iterable<Fold> {
  requirePairs(where, labels);
  requireRoomForClasses(where, 'trainSize', sizes.train, labels.classes.length);
  requireRoomForClasses(where, 'testSize', sizes.test, labels.classes.length);
  return drawn(labels, sizes, count, draws);
}

function* drawn(
  { codes, counts }: ClassCodes,
  sizes: { readonly train: number; readonly test: number },
  count: number,
  draws: Draws,
): Generator<Fold> {
  const rowsOf = rowsByClass(codes, counts);
  for (let fold = 0; fold < count; fold++) {
    const trained = classShares(counts, sizes.train, draws);
    const left = counts.map((all, label) => all - (trained[label] as number));
    const tested = classShares(left, sizes.test, draws);
    const parts = rowsOf.map((rows, label) => {
      const order = draws.shuffled(rows);
      const end = trained[label] as number;
      return {
        train: order.subarray(0, end),
        test: order.subarray(end, end + (tested[label] as number)),
      };
    });
    yield {
      train: draws.shuffled(joined(parts.map(({ train }) => train))),
      test: draws.shuffled(joined(parts.map(({ test }) => test))),
    };
  }
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function requirePairs(where: string, { classes, counts }: ClassCodes): void {
  const alone = classes.filter((_, label) => (counts[label] as number) < 2);
  if (alone.length === 0) return;
  throw new ArgumentError({
    where,
    problem: `every class needs a row for each part, received one row of ${JSON.stringify(alone.slice(0, 8))}`,
    fix: 'leave these rows out, join classes, or do not stratify',
  });
}

function requireRoomForClasses(where: string, option: string, rows: number, classes: number): void {
  if (rows >= classes) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must give at least one row to each of ${classes} classes, received ${rows} ${rows === 1 ? 'row' : 'rows'}`,
    fix: `pass { ${option}: ${classes} } or more, or do not stratify`,
  });
}
