import { type OptionDefaults, type Resolved, resolveOptions } from '@myelin/core';
import type { Fold } from './fold.ts';
import { commonRows, type Rows } from './rows.ts';

/** What a splitter is given, with their number of rows. */
export interface SplitLesson {
  readonly rows: number;
  readonly y: Rows | undefined;
  readonly groups: Rows | undefined;
  /** The method that messages name. */
  readonly where: string;
}

/**
 * Divides rows again and again into some to learn from and some to be judged by.
 *
 * It holds options only: every call of {@link split} begins anew, and with a `seed` gives the same.
 */
export abstract class Splitter<Options extends object = object> {
  /** scikit-learn's name of the class. */
  abstract readonly className: string;
  /** Complete options. */
  readonly config: Resolved<Options>;

  /** @throws {@link ArgumentError} an option is unknown. */
  constructor(where: string, options: Options, defaults: OptionDefaults<Options>) {
    this.config = resolveOptions(where, options, defaults);
  }

  /** The folds one after another, once all was checked. */
  protected abstract folds(lesson: SplitLesson): Iterable<Fold>;

  /** How many folds come of such data. */
  protected abstract countFolds(lesson: SplitLesson): number;

  /**
   * The folds of these rows, made one by one.
   *
   * @param y - What belongs to each row; what is stratified needs it.
   * @param groups - To which group each row belongs; what keeps groups together needs it.
   * @throws {@link ShapeError} `x`, `y` and `groups` have different numbers of rows.
   * @throws {@link ArgumentError} there are too few rows, classes or groups.
   */
  split(x: Rows, y?: Rows, groups?: Rows): Iterable<Fold> {
    return this.folds(this.#lesson('split', x, y, groups));
  }

  /** How many folds {@link split} makes of these rows. */
  getNSplits(x: Rows, y?: Rows, groups?: Rows): number {
    return this.countFolds(this.#lesson('getNSplits', x, y, groups));
  }

  #lesson(method: string, x: Rows, y: Rows | undefined, groups: Rows | undefined): SplitLesson {
    const where = `${this.className}.${method}`;
    return { rows: commonRows(where, { x, y, groups }), y, groups, where };
  }
}
