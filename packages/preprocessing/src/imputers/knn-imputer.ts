import type { Resolved } from '@myelin/core';
import {
  ArgumentError,
  describe,
  requireBoolean,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';
import { check, type GenericSchema, object, pipe } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { doubles, presentIf } from '../saving/schemas.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { DonorRows, type NeighborMetric, type NeighborWeights } from './donor-rows.ts';
import { indicatorNames, placesAmong } from './indicator-columns.ts';
import { placesWithMissing, writeIndicators } from './missing-in.ts';
import { requireMissingValues } from './missing-values.ts';
import { withNaN } from './nan-euclidean.ts';
import { requireImputable } from './require-imputable.ts';

export interface KNNImputerOptions {
  /** What stands for a missing value. @defaultValue `NaN`, which is null, too */
  readonly missingValues?: number | null;
  /** Number of rows that a value is taken from. Whole number, at least 1. @defaultValue `5` */
  readonly nNeighbors?: number;
  /** How they count: all alike, by `1 / distance`, or by what a function makes of their distances. @defaultValue `'uniform'` */
  readonly weights?: 'uniform' | 'distance' | NeighborWeights;
  /** How far rows are apart. @defaultValue `'nan_euclidean'` */
  readonly metric?: 'nan_euclidean' | NeighborMetric;
  /** Whether a column `missingindicator_<name>` is added for each that has missing values in `fit`. @defaultValue `false` */
  readonly addIndicator?: boolean;
  /** Whether columns without any value in `fit` are kept, filled with 0. @defaultValue `false` */
  readonly keepEmptyFeatures?: boolean;
}

export interface KNNImputerState {
  /** The rows that it was fitted on, one after another, NaN where missing. */
  readonly rows: Float64Array;
  /** Places of the columns that have an indicator; null without `addIndicator`. */
  readonly indicatorFeatures: readonly number[] | null;
}

/**
 * Fills a missing value with the mean of the column in those rows that are nearest and have it.
 *
 * Rows are compared over the columns that both have: `√(columns / columns in common · Σ (x - y)²)`. A row that has none in
 * common with any gets the mean of the column. It compares every row that lacks something with every row it was fitted on.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source Troyanskaya et al. 2001; scikit-learn `KNNImputer`. Of rows that are equally near we take the first, scikit-learn any.
 * @example
 * const imputer = new KNNImputer({ nNeighbors: 2 }).fit([[1, 2], [3, 4], [8, 8], [2, null]]);
 * imputer.transform([[2, null]]).toArray() // => [[2, 3]]
 */
export class KNNImputer extends Transformer<KNNImputerOptions, FittedKNNImputer> {
  readonly className = 'KNNImputer';

  constructor(options: KNNImputerOptions = {}) {
    super('KNNImputer', options, {
      missingValues: Number.NaN,
      nNeighbors: 5,
      weights: 'uniform',
      metric: 'nan_euclidean',
      addIndicator: false,
      keepEmptyFeatures: false,
    });
    const { missingValues, nNeighbors, weights, metric } = this.config;
    requireNumericMissing(missingValues);
    requireWholeNumber('KNNImputer', 'nNeighbors', nNeighbors, { min: 1 });
    if (typeof weights !== 'function')
      requireOneOf('KNNImputer', 'weights', weights, ['uniform', 'distance']);
    if (typeof metric !== 'function')
      requireOneOf('KNNImputer', 'metric', metric, ['nan_euclidean']);
    requireBoolean('KNNImputer', 'addIndicator', this.config.addIndicator);
    requireBoolean('KNNImputer', 'keepEmptyFeatures', this.config.keepEmptyFeatures);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedKNNImputer {
    const { missingValues, addIndicator } = this.config;
    requireImputable('KNNImputer.fit', x, missingValues, true);
    return new FittedKNNImputer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {
        rows: withNaN(x.matrix, missingValues ?? Number.NaN).data.slice(),
        indicatorFeatures: addIndicator ? placesWithMissing(x, missingValues) : null,
      },
    });
  }
}

export class FittedKNNImputer extends FittedTransformer<KNNImputerState> {
  readonly className = 'KNNImputer';
  declare readonly config: Resolved<KNNImputerOptions>;
  #donors: DonorRows | undefined;

  protected namesOut(names: readonly string[]): readonly string[] {
    const kept = this.#kept.map((place) => names[place] as string);
    return [...kept, ...indicatorNames(names, this.state.indicatorFeatures ?? [])];
  }

  protected compute(x: Tabular): Matrix {
    const { missingValues, keepEmptyFeatures } = this.config;
    requireImputable('KNNImputer.transform', x, missingValues, true);
    const filled = this.#rows.fill(withNaN(x.matrix, missingValues ?? Number.NaN));
    const kept = this.#kept;
    const features = this.state.indicatorFeatures ?? [];
    const made = newMatrix(x.rows, kept.length + features.length);
    for (const [to, place] of kept.entries()) {
      if (keepEmptyFeatures && this.#rows.isEmpty(place)) continue;
      for (let row = 0; row < x.rows; row++) {
        made.data[row * made.columns + to] = filled[row * x.width + place] as number;
      }
    }
    writeIndicators(x, missingValues, features, made, kept.length);
    return made;
  }

  get #rows(): DonorRows {
    const columns = this.featureNamesIn.length;
    const { rows: data } = this.state;
    this.#donors ??= new DonorRows({ rows: data.length / columns, columns, data }, this.config);
    return this.#donors;
  }

  /** Places of the columns that come out. */
  get #kept(): number[] {
    const places = this.featureNamesIn.map((_, place) => place);
    if (this.config.keepEmptyFeatures) return places;
    return places.filter((place) => !this.#rows.isEmpty(place));
  }
}

function requireNumericMissing(value: unknown): void {
  requireMissingValues('KNNImputer', value);
  if (typeof value !== 'string') return;
  throw new ArgumentError({
    where: 'KNNImputer',
    problem: `\`missingValues\` must be NaN, null or a finite number, received ${describe(value)}`,
    fix: 'replace the texts first: it takes numbers only',
  });
}

/** What a saved one has learned. */
export const knnImputerState = (
  columns: number,
  { addIndicator }: Resolved<KNNImputerOptions>,
): GenericSchema<unknown, KNNImputerState> =>
  object({
    rows: pipe(
      doubles(),
      check(
        ({ length }) => length > 0 && length % columns === 0,
        `it must hold rows of ${columns} numbers`,
      ),
    ),
    indicatorFeatures: presentIf(addIndicator, placesAmong(columns)),
  });
