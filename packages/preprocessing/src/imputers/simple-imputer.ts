import type { Resolved } from '@myelin/core';
import { ArgumentError, type NdArray, requireBoolean, requireOneOf } from '@myelin/core';
import type { Cell, Column, Table } from '@myelin/table';
import { boolean, check, type GenericSchema, object, pipe } from 'valibot';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { cell, listOf, presentIf } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import type { Statistic } from './column-fills.ts';
import { fillColumns, fillMatrix } from './fill.ts';
import { fillsOf, requireFill } from './fills-of.ts';
import { indicatorNames, placesAmong } from './indicator-columns.ts';
import { placesWithMissing } from './missing-in.ts';
import { FittedMissingIndicator } from './missing-indicator.ts';
import { type MissingValues, requireMissingValues } from './missing-values.ts';
import { requireImputable } from './require-imputable.ts';
import { restoreMissing } from './restore-missing.ts';

export type ImputationStrategy = 'mean' | 'median' | 'most_frequent' | 'constant';

export interface SimpleImputerOptions {
  /** What stands for a missing value. @defaultValue `NaN`, which is null, too */
  readonly missingValues?: MissingValues;
  /**
   * What missing values become: of their column the mean, the median or the most frequent value (the smallest of several), or
   * `fillValue`; or what a function makes of the values that are there. Mean, median and functions take numbers only.
   *
   * @defaultValue `'mean'`
   */
  readonly strategy?: ImputationStrategy | Statistic;
  /** The value of `'constant'`. @defaultValue `null`, which is 0 for columns of numbers, and else `'missing_value'` */
  readonly fillValue?: Cell;
  /** Whether a column `missingindicator_<name>` is added for each that has missing values in `fit`. @defaultValue `false` */
  readonly addIndicator?: boolean;
  /** Whether columns without any value in `fit` are kept, filled with 0 or `fillValue`. @defaultValue `false` */
  readonly keepEmptyFeatures?: boolean;
}

export interface SimpleImputerState {
  /** What missing values of each column become; null where there was no value to learn from. */
  readonly statistics: readonly Cell[];
  /** Whether it was fitted on numbers, so that only numbers are taken. */
  readonly isNumeric: boolean;
  /** Places of the columns that have an indicator; null without `addIndicator`. */
  readonly indicatorFeatures: readonly number[] | null;
}

/**
 * Fills missing values column by column. Columns that held no value in `fit` are left out, unless `keepEmptyFeatures`.
 *
 * @throws {@link DataError} numbers are infinite, or texts stand where numbers are needed.
 * @source scikit-learn `SimpleImputer`. Ours looks at each column of a table by itself: `'constant'` fills those of numbers
 * with 0 also where texts stand beside them. It does not read numbers out of texts, and `inverseTransform` puts every column
 * in its place.
 * @example
 * const imputer = new SimpleImputer({ strategy: 'median' }).fit([[1], [null], [3], [8]]);
 * imputer.statistics // => [3]
 * imputer.transform([[null], [5]]).toArray() // => [[3], [5]]
 */
export class SimpleImputer extends Transformer<SimpleImputerOptions, FittedSimpleImputer> {
  readonly className = 'SimpleImputer';

  constructor(options: SimpleImputerOptions = {}) {
    super('SimpleImputer', options, {
      missingValues: Number.NaN,
      strategy: 'mean',
      fillValue: null,
      addIndicator: false,
      keepEmptyFeatures: false,
    });
    const { missingValues, strategy, fillValue, addIndicator, keepEmptyFeatures } = this.config;
    requireMissingValues('SimpleImputer', missingValues);
    if (typeof strategy !== 'function') {
      requireOneOf('SimpleImputer', 'strategy', strategy, strategies);
    }
    requireFill(fillValue);
    requireBoolean('SimpleImputer', 'addIndicator', addIndicator);
    requireBoolean('SimpleImputer', 'keepEmptyFeatures', keepEmptyFeatures);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedSimpleImputer {
    const { strategy, missingValues, addIndicator } = this.config;
    const takesCells = strategy === 'most_frequent' || strategy === 'constant';
    const isNumeric = x.isNumeric || !takesCells;
    requireImputable('SimpleImputer.fit', x, missingValues, isNumeric);
    return new FittedSimpleImputer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {
        statistics: fillsOf(x, isNumeric, this.config),
        isNumeric,
        indicatorFeatures: addIndicator ? placesWithMissing(x, missingValues) : null,
      },
    });
  }
}

export class FittedSimpleImputer extends InvertibleTransformer<SimpleImputerState> {
  readonly className = 'SimpleImputer';
  declare readonly config: Resolved<SimpleImputerOptions>;

  /** What missing values of each column become; null where there was no value to learn from. */
  get statistics(): readonly Cell[] {
    return this.state.statistics;
  }

  /** What tells where values were missing; null without `addIndicator`. */
  get indicator(): FittedMissingIndicator | null {
    const { indicatorFeatures: features } = this.state;
    if (features === null) return null;
    const { featureNamesIn, isNamed } = this;
    const { missingValues } = this.config;
    const config = { missingValues, features: 'missing-only', errorOnNew: false };
    return new FittedMissingIndicator({ config, featureNamesIn, isNamed, state: { features } });
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const kept = this.#kept.map((place) => names[place] as string);
    return [...kept, ...indicatorNames(names, this.#features)];
  }

  protected compute(x: Tabular): Matrix | readonly Column[] {
    const { missingValues } = this.config;
    const { statistics, isNumeric } = this.state;
    requireImputable('SimpleImputer.transform', x, missingValues, isNumeric);
    const plan = { statistics, kept: this.#kept, features: this.#features, missingValues };
    return isNumeric ? fillMatrix(x, plan) : fillColumns(x, plan);
  }

  /**
   * The rows with their missing values, which only the indicators tell: with `addIndicator`. Columns that were left out come
   * back with nothing but missing values.
   *
   * @throws {@link ArgumentError} there are no indicators.
   * @throws {@link DataError} what it was are texts: see {@link inverseTransformTable}.
   */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  /** As {@link inverseTransform}, as a table. */
  inverseTransformTable(y: TabularInput): Table {
    return this.invertedTable(y);
  }

  protected invert(y: Tabular): readonly Column[] {
    const { indicatorFeatures } = this.state;
    const { missingValues } = this.config;
    if (indicatorFeatures) {
      return restoreMissing(y, this.featureNamesIn, this.#kept, indicatorFeatures, missingValues);
    }
    throw new ArgumentError({
      where: 'SimpleImputer.inverseTransform',
      problem: 'nothing tells which values were missing: `addIndicator` is false',
      fix: 'make the imputer with { addIndicator: true }',
    });
  }

  /** Places of the columns that come out. */
  get #kept(): number[] {
    const places = this.state.statistics.map((_, place) => place);
    if (this.config.keepEmptyFeatures) return places;
    return places.filter((place) => this.state.statistics[place] !== null);
  }

  get #features(): readonly number[] {
    return this.state.indicatorFeatures ?? [];
  }
}

const strategies = ['mean', 'median', 'most_frequent', 'constant'] as const;

/** What a saved one has learned. */
export const simpleImputerState = (
  columns: number,
  { addIndicator }: Resolved<SimpleImputerOptions>,
): GenericSchema<unknown, SimpleImputerState> =>
  pipe(
    object({
      statistics: listOf(cell, columns),
      isNumeric: boolean(),
      indicatorFeatures: presentIf(addIndicator, placesAmong(columns)),
    }),
    check(
      ({ isNumeric, statistics }) =>
        !isNumeric || statistics.every((value) => typeof value !== 'string'),
      'what is filled into numbers must be numbers',
    ),
  );
