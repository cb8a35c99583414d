import { requireOneOf } from '@myelin/core';
import type { Cell } from '@myelin/table';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { type DroppedCategories, droppedCodes, requireDrop } from './dropped-codes.ts';
import { FittedOneHotEncoder } from './fitted-one-hot-encoder.ts';
import { type GivenCategories, requireCategories } from './given-categories.ts';
import { requireFrequencyLimits } from './infrequent-places.ts';
import { learnCategories } from './learn-categories.ts';
import { hotColumns } from './one-hot.ts';

export interface OneHotEncoderOptions {
  /** Categories of each column in the order of the columns that come out; those of numbers must rise. @defaultValue `'auto'`, sorted */
  readonly categories?: GivenCategories;
  /** The category of each column that gets no column of its own. @defaultValue `null` */
  readonly drop?: DroppedCategories;
  /**
   * What becomes of a category that `fit` did not see: an error, zeros only, or the column of the infrequent ones where there is
   * one. `'warn'` is `'infrequent_if_exist'`.
   *
   * @defaultValue `'error'`
   */
  readonly handleUnknown?: 'error' | 'ignore' | 'infrequent_if_exist' | 'warn';
  /** Rows, or fraction of the rows in (0, 1), below which a category is infrequent. @defaultValue `null`: none is */
  readonly minFrequency?: number | null;
  /** Most columns that come out for each, that of the infrequent categories among them. @defaultValue `null`: no limit */
  readonly maxCategories?: number | null;
  /** Makes the names of the columns that come out; one with a function cannot be saved. @defaultValue `'concat'`: `column_category` */
  readonly featureNameCombiner?: 'concat' | ((feature: string, category: Cell) => string);
}

/**
 * A column of 0 and 1 for each category of each column.
 *
 * What is missing is a category of its own. All infrequent categories share the last column of theirs.
 *
 * @throws {@link DataError} a column holds texts and numbers side by side, or a category that is not known.
 * @throws {@link ArgumentError} `categories` or `drop` do not fit the columns.
 * @source scikit-learn `OneHotEncoder`, with dense output and without warnings. Where infrequent and dropped categories meet
 * unknown ones, `inverseTransform` gives the one that was dropped.
 * @example
 * const encoder = new OneHotEncoder().fit([['red'], ['blue']]);
 * encoder.featureNamesOut() // => ['x0_blue', 'x0_red']
 * encoder.transform([['red']]).toArray() // => [[0, 1]]
 */
export class OneHotEncoder extends Transformer<OneHotEncoderOptions, FittedOneHotEncoder> {
  readonly className = 'OneHotEncoder';

  constructor(options: OneHotEncoderOptions = {}) {
    super('OneHotEncoder', options, {
      categories: 'auto',
      drop: null,
      handleUnknown: 'error',
      minFrequency: null,
      maxCategories: null,
      featureNameCombiner: 'concat',
    });
    const { categories, drop, handleUnknown, featureNameCombiner } = this.config;
    requireCategories('OneHotEncoder', categories);
    requireDrop('OneHotEncoder', drop);
    requireOneOf('OneHotEncoder', 'handleUnknown', handleUnknown, [
      'error',
      'ignore',
      'infrequent_if_exist',
      'warn',
    ]);
    requireFrequencyLimits('OneHotEncoder', this.config);
    if (typeof featureNameCombiner !== 'function') {
      requireOneOf('OneHotEncoder', 'featureNameCombiner', featureNameCombiner, ['concat']);
    }
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedOneHotEncoder {
    const { categories, drop, handleUnknown, minFrequency, maxCategories } = this.config;
    const learned = learnCategories('OneHotEncoder.fit', x, {
      given: categories,
      refusesUnknown: handleUnknown === 'error',
      sparesMissing: false,
      minFrequency,
      maxCategories,
    });
    const columns = hotColumns({ ...learned, drop: null }).map(({ codes }) => codes);
    return new FittedOneHotEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { ...learned, drop: droppedCodes('OneHotEncoder.fit', drop, columns, x.names) },
    });
  }
}
