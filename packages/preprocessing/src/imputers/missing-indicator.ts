import { DataError, type Resolved, requireBoolean, requireOneOf } from '@myelin/core';
import { type GenericSchema, object } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { indicatorNames, placesAmong } from './indicator-columns.ts';
import { placesWithMissing, writeIndicators } from './missing-in.ts';
import { type MissingValues, requireMissingValues } from './missing-values.ts';
import { requireImputable } from './require-imputable.ts';

export interface MissingIndicatorOptions {
  /** What stands for a missing value. @defaultValue `NaN`, which is null, too */
  readonly missingValues?: MissingValues;
  /** Which columns get an indicator: those that had missing values in `fit`, or all. @defaultValue `'missing-only'` */
  readonly features?: 'missing-only' | 'all';
  /**
   * Whether a missing value in a column that had none in `fit` is refused. It says nothing where `features` is `'all'`.
   *
   * @defaultValue `true`
   */
  readonly errorOnNew?: boolean;
}

export interface MissingIndicatorState {
  /** Places of the columns that have an indicator. */
  readonly features: readonly number[];
}

/**
 * Says where values are missing: 1 where one is, else 0, in a column `missingindicator_<name>` for each column concerned.
 *
 * @throws {@link DataError} numbers are infinite; or, in `transform`, values are missing in a new column.
 * @source scikit-learn `MissingIndicator`. Its output is boolean, ours numbers.
 * @example
 * const indicator = new MissingIndicator().fit([[1, null], [3, 4]]);
 * indicator.features // => [1]
 * indicator.transform([[1, 2], [3, null]]).toArray() // => [[0], [1]]
 */
export class MissingIndicator extends Transformer<MissingIndicatorOptions, FittedMissingIndicator> {
  readonly className = 'MissingIndicator';

  constructor(options: MissingIndicatorOptions = {}) {
    super('MissingIndicator', options, {
      missingValues: Number.NaN,
      features: 'missing-only',
      errorOnNew: true,
    });
    const { missingValues, features, errorOnNew } = this.config;
    requireMissingValues('MissingIndicator', missingValues);
    requireOneOf('MissingIndicator', 'features', features, ['missing-only', 'all']);
    requireBoolean('MissingIndicator', 'errorOnNew', errorOnNew);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedMissingIndicator {
    const { missingValues, features } = this.config;
    requireImputable('MissingIndicator.fit', x, missingValues);
    return new FittedMissingIndicator({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {
        features:
          features === 'all'
            ? x.names.map((_, place) => place)
            : placesWithMissing(x, missingValues),
      },
    });
  }
}

export class FittedMissingIndicator extends FittedTransformer<MissingIndicatorState> {
  readonly className = 'MissingIndicator';
  declare readonly config: Resolved<MissingIndicatorOptions>;

  /** Places of the columns that have an indicator. */
  get features(): readonly number[] {
    return this.state.features;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return indicatorNames(names, this.features);
  }

  protected compute(x: Tabular): Matrix {
    const { missingValues, features, errorOnNew } = this.config;
    requireImputable('MissingIndicator.transform', x, missingValues);
    if (features === 'missing-only' && errorOnNew && this.features.length < x.width) {
      this.#requireNoneNew(x);
    }
    const made = newMatrix(x.rows, this.features.length);
    writeIndicators(x, missingValues, this.features, made, 0);
    return made;
  }

  #requireNoneNew(x: Tabular): void {
    const found = placesWithMissing(x, this.config.missingValues).find(
      (place) => !this.features.includes(place),
    );
    if (found === undefined) return;
    throw new DataError({
      where: 'MissingIndicator.transform',
      problem: `column \`${x.names[found]}\` has missing values, and had none in fit`,
      fix: "pass { features: 'all' } or { errorOnNew: false }",
    });
  }
}

/** What a saved one has learned. */
export const missingIndicatorState = (
  columns: number,
): GenericSchema<unknown, MissingIndicatorState> => object({ features: placesAmong(columns) });
