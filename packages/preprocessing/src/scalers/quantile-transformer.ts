import {
  ArgumentError,
  NdArray,
  permutation,
  type Resolved,
  requireOneOf,
  requireSeed,
  requireWholeNumber,
  seedOr,
} from '@myelin/core';
import { check, type GenericSchema, object, pipe } from 'valibot';
import { linspace } from '../arithmetic/linspace.ts';
import { quantiles } from '../arithmetic/quantiles.ts';
import { sortedColumn } from '../arithmetic/sorted-column.ts';
import { type Matrix, newMatrix, rowsAt } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { ascending, listOf } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { fromRank, toRank } from './quantile-ranks.ts';

/** What each column looks like afterwards. */
export type OutputDistribution = 'uniform' | 'normal';

export interface QuantileTransformerOptions {
  /** Quantiles that are kept, at most one for each row. Whole number, at least 1. @defaultValue `1000` */
  readonly nQuantiles?: number;
  /** @defaultValue `'uniform'` */
  readonly outputDistribution?: OutputDistribution;
  /** Rows, drawn at random, that are looked at where there are more; null for all. @defaultValue `10000` */
  readonly subsample?: number | null;
  /** Fixes which rows are drawn. @defaultValue `null`, others every time */
  readonly seed?: number | null;
}

export interface QuantileTransformerState {
  /** Quantiles of each column. */
  readonly quantiles: readonly Float64Array[];
}

/**
 * Replaces each number by its rank, from 0 to 1, or by the normally distributed number of that rank: `y = F⁻¹(rank(x))`.
 *
 * Outliers become the end of a range. Missing values (NaN) are left out in `fit` and stay missing in `transform`.
 *
 * @throws {@link ArgumentError} `nQuantiles` is above `subsample`.
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source scikit-learn `QuantileTransformer`; with more rows than `subsample` other rows are drawn than there.
 * @example
 * const ranks = new QuantileTransformer({ nQuantiles: 3 }).fit([[1], [2], [1000]]);
 * ranks.transform([[1.5], [501], [1e9]]).toArray() // => [[0.25], [0.75], [1]]
 */
export class QuantileTransformer extends Transformer<
  QuantileTransformerOptions,
  FittedQuantileTransformer
> {
  readonly className = 'QuantileTransformer';

  constructor(options: QuantileTransformerOptions = {}) {
    const where = 'QuantileTransformer';
    super(where, options, {
      nQuantiles: 1000,
      outputDistribution: 'uniform',
      subsample: 10_000,
      seed: null,
    });
    const { nQuantiles, outputDistribution, subsample, seed } = this.config;
    requireWholeNumber(where, 'nQuantiles', nQuantiles, { min: 1 });
    requireOneOf(where, 'outputDistribution', outputDistribution, ['uniform', 'normal']);
    requireSeed(where, seed);
    if (subsample === null) return;
    requireWholeNumber(where, 'subsample', subsample, { min: 1 });
    if (nQuantiles <= subsample) return;
    throw new ArgumentError({
      where,
      problem: `\`nQuantiles\` must be at most \`subsample\`, received ${nQuantiles} and ${subsample}`,
      fix: `pass { subsample: null } to look at all rows`,
    });
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedQuantileTransformer {
    requireNoInfinity('QuantileTransformer.fit', x);
    const { nQuantiles, subsample, seed } = this.config;
    const matrix =
      subsample !== null && subsample < x.rows
        ? rowsAt(
            x.matrix,
            permutation(x.rows, seedOr('QuantileTransformer', seed)).subarray(0, subsample),
          )
        : x.matrix;
    // By way of percents, as there: the last digit of some is another one than before.
    const fractions = linspace(0, 1, Math.min(nQuantiles, x.rows)).map(
      (rank) => (rank * 100) / 100,
    );
    return new FittedQuantileTransformer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {
        quantiles: x.names.map((_, column) => quantiles(sortedColumn(matrix, column), fractions)),
      },
    });
  }
}

export class FittedQuantileTransformer extends InvertibleTransformer<QuantileTransformerState> {
  readonly className = 'QuantileTransformer';
  declare readonly config: Resolved<QuantileTransformerOptions>;

  /** Quantiles that are kept of each column: no more than there were rows. */
  get nQuantiles(): number {
    return this.state.quantiles[0]?.length ?? 0;
  }

  /** Their ranks, from 0 to 1. */
  get references(): Float64Array {
    return linspace(0, 1, this.nQuantiles);
  }

  /** The quantiles `[nQuantiles, columns]`. */
  get quantiles(): NdArray {
    const lists = this.state.quantiles;
    const data = new Float64Array(this.nQuantiles * lists.length);
    for (const [column, list] of lists.entries()) {
      for (const [at, quantile] of list.entries()) data[at * lists.length + column] = quantile;
    }
    return new NdArray(data, [this.nQuantiles, lists.length]);
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('QuantileTransformer.transform', x);
    const { references } = this;
    const { outputDistribution } = this.config;
    return this.#eachColumn(x.matrix, (list) => toRank(list, references, outputDistribution));
  }

  /** The number of that rank: what lies between two quantiles lies on a straight line. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    requireNoInfinity('QuantileTransformer.inverseTransform', y);
    const { references } = this;
    const { outputDistribution } = this.config;
    return this.#eachColumn(y.matrix, (list) => fromRank(list, references, outputDistribution));
  }

  #eachColumn(
    { data, rows, columns }: Matrix,
    changeOf: (quantiles: Float64Array) => (value: number) => number,
  ): Matrix {
    const made = newMatrix(rows, columns);
    for (const [column, list] of this.state.quantiles.entries()) {
      const change = changeOf(list);
      for (let at = column; at < data.length; at += columns) {
        made.data[at] = change(data[at] as number);
      }
    }
    return made;
  }
}

/** What a saved one has learned. */
export const quantileTransformerState = (
  columns: number,
  { nQuantiles }: Resolved<QuantileTransformerOptions>,
): GenericSchema<unknown, QuantileTransformerState> =>
  object({
    quantiles: pipe(
      listOf(ascending, columns),
      check(
        (lists) =>
          lists.every(({ length }) => length > 0 && length === lists[0]?.length) &&
          (lists[0]?.length ?? 0) <= nQuantiles,
        'all columns must have equally many quantiles, at most `nQuantiles`',
      ),
    ),
  });
