import {
  ArgumentError,
  describe,
  type NdArray,
  RandomSource,
  type Resolved,
  requireOneOf,
  requireSeed,
  requireWholeNumber,
  seedOr,
} from '@myelin/core';
import { check, type GenericSchema, object, pipe } from 'valibot';
import { type QuantileMethod, quantileMethods } from '../arithmetic/quantiles.ts';
import { presentColumn } from '../arithmetic/sorted-column.ts';
import { type Matrix, rowsAt } from '../input/matrix.ts';
import { requireFinite } from '../input/require-finite.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { ascending, listOf } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { type BinStrategy, binEdges } from './bin-edges.ts';
import { binMiddles, binNumbers } from './bin-numbers.ts';
import { binsFromOneHot, binsToOneHot } from './bins-one-hot.ts';

export interface KBinsDiscretizerOptions {
  /** Bins of each column, or one number for all. Whole numbers, at least 2. @defaultValue `5` */
  readonly nBins?: number | readonly number[];
  /** A column for each bin, or the number of the bin. @defaultValue `'onehot'` */
  readonly encode?: 'onehot' | 'onehot-dense' | 'ordinal';
  /** @defaultValue `'quantile'` */
  readonly strategy?: BinStrategy;
  /** @defaultValue `'averaged_inverted_cdf'` */
  readonly quantileMethod?: QuantileMethod;
  /** Rows, drawn at random, that are looked at where there are more; null for all. @defaultValue `200000` */
  readonly subsample?: number | null;
  /** Fixes which rows are drawn. @defaultValue `null`, others every time */
  readonly seed?: number | null;
}

/** More than any column should have: a number that is too high is answered before memory is gone. */
const MOST_BINS = 1_000_000;

export interface KBinsDiscretizerState {
  /** Edges of the bins of each column, one more than bins. */
  readonly edges: readonly Float64Array[];
}

/**
 * Puts numbers into bins. A bin begins at its edge and ends before the next one; numbers outside belong to the outermost bins.
 *
 * A column may get fewer bins than wanted: one where all its numbers are the same, and those next to nothing wide are joined.
 *
 * @throws {@link ArgumentError} an option is none of its words, or there are more or fewer of `nBins` than columns.
 * @throws {@link DataError} a column holds texts, or numbers that are missing or infinite; with `'kmeans'`, there are fewer rows
 * than bins.
 * @source scikit-learn `KBinsDiscretizer`. `'onehot'` and `'onehot-dense'` are the same here: what comes out is never sparse.
 * @example
 * const bins = new KBinsDiscretizer({ nBins: 3, encode: 'ordinal', strategy: 'uniform' }).fit([[0], [9]]);
 * bins.transform([[2.9], [3], [100]]).toArray() // => [[0], [1], [2]]
 * bins.inverseTransform([[1]]).toArray() // => [[4.5]]
 */
export class KBinsDiscretizer extends Transformer<KBinsDiscretizerOptions, FittedKBinsDiscretizer> {
  readonly className = 'KBinsDiscretizer';

  constructor(options: KBinsDiscretizerOptions = {}) {
    const where = 'KBinsDiscretizer';
    super(where, options, {
      nBins: 5,
      encode: 'onehot',
      strategy: 'quantile',
      quantileMethod: 'averaged_inverted_cdf',
      subsample: 200_000,
      seed: null,
    });
    const { nBins, encode, strategy, quantileMethod, subsample, seed } = this.config;
    for (const [at, count] of [nBins].flat().entries()) {
      requireWholeNumber(where, Array.isArray(nBins) ? `nBins[${at}]` : 'nBins', count, {
        min: 2,
        max: MOST_BINS,
      });
    }
    requireOneOf(where, 'encode', encode, ['onehot', 'onehot-dense', 'ordinal']);
    requireOneOf(where, 'strategy', strategy, ['uniform', 'quantile', 'kmeans']);
    requireOneOf(where, 'quantileMethod', quantileMethod, quantileMethods);
    if (subsample !== null) requireWholeNumber(where, 'subsample', subsample, { min: 1 });
    requireSeed(where, seed);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedKBinsDiscretizer {
    const where = 'KBinsDiscretizer.fit';
    requireFinite(where, x);
    const { strategy, quantileMethod } = this.config;
    const counts = this.#countsFor(where, x.width);
    const matrix = this.#sampled(x.matrix);
    const edges = counts.map((count, column) =>
      binEdges(where, presentColumn(matrix, column), { count, strategy, quantileMethod }),
    );
    return new FittedKBinsDiscretizer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { edges },
    });
  }

  #countsFor(where: string, columns: number): readonly number[] {
    const { nBins } = this.config;
    if (typeof nBins === 'number') return new Array<number>(columns).fill(nBins);
    if (nBins.length === columns) return nBins;
    throw new ArgumentError({
      where,
      problem: `\`nBins\` must hold a number for each of the ${columns} columns, received ${describe(nBins)}`,
      fix: 'pass one number for all columns, or as many as there are',
    });
  }

  /** Drawn one by one from all rows, so that some may come twice: outliers keep their weight. */
  #sampled(matrix: Matrix): Matrix {
    const { subsample, seed } = this.config;
    if (subsample === null || matrix.rows <= subsample) return matrix;
    const random = new RandomSource(seedOr('KBinsDiscretizer', seed));
    const places = Int32Array.from({ length: subsample }, () => random.integer(matrix.rows));
    return rowsAt(matrix, places);
  }
}

export class FittedKBinsDiscretizer extends InvertibleTransformer<KBinsDiscretizerState> {
  readonly className = 'KBinsDiscretizer';
  declare readonly config: Resolved<KBinsDiscretizerOptions>;

  /** Bins of each column. */
  get nBins(): number[] {
    return this.state.edges.map(({ length }) => length - 1);
  }

  /** Edges of the bins of each column, one more than bins. */
  get binEdges(): readonly Float64Array[] {
    return this.state.edges;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    if (this.config.encode === 'ordinal') return names;
    return this.nBins.flatMap((count, column) =>
      Array.from({ length: count }, (_, bin) => `${names[column]}_${bin}.0`),
    );
  }

  protected compute(x: Tabular): Matrix {
    requireFinite('KBinsDiscretizer.transform', x);
    const bins = binNumbers(x.matrix, this.state.edges);
    return this.config.encode === 'ordinal' ? bins : binsToOneHot(bins, this.nBins);
  }

  /**
   * The middle of each bin; NaN for that of a column that was constant.
   *
   * @throws {@link DataError} there is no such bin; scikit-learn cuts off what follows the point, and counts negative ones from the end.
   */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    const where = 'KBinsDiscretizer.inverseTransform';
    requireFinite(where, y);
    const isOrdinal = this.config.encode === 'ordinal';
    const bins = isOrdinal ? y.matrix : binsFromOneHot(where, y.matrix, this.nBins);
    return binMiddles(where, bins, this.state.edges, this.featureNamesIn);
  }
}

/** What a saved one has learned. */
export const kBinsDiscretizerState = (
  columns: number,
): GenericSchema<unknown, KBinsDiscretizerState> =>
  object({
    edges: listOf(
      pipe(
        ascending,
        check((edges) => edges.length >= 2, 'there must be at least two edges'),
      ),
      columns,
    ),
  });
