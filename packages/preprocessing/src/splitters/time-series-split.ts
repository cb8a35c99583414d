import { ArgumentError, requireWholeNumber } from '@myelin/core';
import type { Fold } from './fold.ts';
import { requireEnough } from './k-fold-options.ts';
import { type SplitLesson, Splitter } from './splitter.ts';

export interface TimeSeriesSplitOptions {
  /** Number of folds. Whole number, at least 2. @defaultValue `5` */
  readonly nSplits?: number;
  /** Most rows that are learned from, the last ones before the gap. @defaultValue `null`, all */
  readonly maxTrainSize?: number | null;
  /** Rows that each fold is judged by. @defaultValue `null`, `floor(rows / (nSplits + 1))` */
  readonly testSize?: number | null;
  /** Rows left out between those to learn from and those to be judged by. @defaultValue `0` */
  readonly gap?: number;
}

/**
 * For rows in order of time: every fold learns from what came before the rows that it is judged by, never from what came after.
 *
 * @throws {@link ArgumentError} there are too few rows for the folds.
 * @source scikit-learn `TimeSeriesSplit`
 * @example
 * const [first] = new TimeSeriesSplit({ nSplits: 2 }).split([10, 11, 12, 13, 14, 15]);
 * first // => { train: Int32Array.of(0, 1), test: Int32Array.of(2, 3) }
 */
export class TimeSeriesSplit extends Splitter<TimeSeriesSplitOptions> {
  readonly className = 'TimeSeriesSplit';

  constructor(options: TimeSeriesSplitOptions = {}) {
    super('TimeSeriesSplit', options, { nSplits: 5, maxTrainSize: null, testSize: null, gap: 0 });
    const { nSplits, maxTrainSize, testSize, gap } = this.config;
    requireWholeNumber('TimeSeriesSplit', 'nSplits', nSplits, { min: 2 });
    if (maxTrainSize !== null)
      requireWholeNumber('TimeSeriesSplit', 'maxTrainSize', maxTrainSize, { min: 1 });
    if (testSize !== null) requireWholeNumber('TimeSeriesSplit', 'testSize', testSize, { min: 1 });
    requireWholeNumber('TimeSeriesSplit', 'gap', gap, { min: 0 });
  }

  protected folds({ rows, where }: SplitLesson): Iterable<Fold> {
    const { nSplits, testSize, gap } = this.config;
    requireEnough(where, nSplits, rows - 1, 'rows after the first');
    const size = testSize ?? Math.floor(rows / (nSplits + 1));
    const first = rows - nSplits * size;
    if (first - gap > 0) return this.#from(first, size, rows);
    throw new ArgumentError({
      where,
      problem: `${rows} rows are too few for \`nSplits\` ${nSplits} of ${size} rows after a \`gap\` of ${gap}: nothing is left to learn from`,
      fix: 'pass smaller ones, or more rows',
    });
  }

  protected countFolds(): number {
    return this.config.nSplits;
  }

  *#from(first: number, size: number, rows: number): Generator<Fold> {
    const { maxTrainSize, gap } = this.config;
    for (let start = first; start < rows; start += size) {
      const end = start - gap;
      const begin = maxTrainSize === null ? 0 : Math.max(0, end - maxTrainSize);
      yield { train: rangeOf(begin, end), test: rangeOf(start, start + size) };
    }
  }
}

const rangeOf = (begin: number, end: number): Int32Array =>
  Int32Array.from({ length: end - begin }, (_, i) => begin + i);
