import {
  ArgumentError,
  DataError,
  type Resolved,
  requireBoolean,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';
import { check, type GenericSchema, object, pipe } from 'valibot';
import { columnExtremes } from '../arithmetic/column-extremes.ts';
import { sortedColumn } from '../arithmetic/sorted-column.ts';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { ascending, listOf } from '../saving/schemas.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { BSplineBasis } from './b-spline.ts';
import { splineWriter } from './spline-columns.ts';
import { evenKnots, quantileKnots, withOuterKnots } from './spline-knots.ts';
import { requireKnots, requireTaken, type SplineTransformerOptions } from './spline-options.ts';

export interface SplineTransformerState {
  /** Knots of each column. */
  readonly knots: readonly Float64Array[];
}

/** More than any table should have: an option that is too high is answered before memory is gone. */
const MOST_KNOTS = 100_000;
const HIGHEST_DEGREE = 100;

/**
 * Replaces each column by the values of a B-spline basis, so that a linear model learns smooth curves: `nKnots + degree - 1`
 * columns (`nKnots - 1` with `'periodic'`), of which `degree + 1` are not 0.
 *
 * @throws {@link ArgumentError} knots do not ascend, or `'periodic'` has no more of them than `degree`.
 * @throws {@link DataError} there is only one row; a column holds texts, or numbers that are missing or infinite.
 * @source Eilers & Marx 1996; scikit-learn `SplineTransformer`. Where it mistakes the range of later columns (`'linear'` of a
 * degree below 2), and is 0 or fails beyond the knots (`'constant'` of degree 0), the functions go on here as they should.
 * @example
 * const hats = new SplineTransformer({ nKnots: 3, degree: 1 }).fit([[0], [10]]);
 * hats.transform([[0], [2.5], [10]]).toArray() // => [[1, 0, 0], [0.5, 0.5, 0], [0, 0, 1]]
 */
export class SplineTransformer extends Transformer<
  SplineTransformerOptions,
  FittedSplineTransformer
> {
  readonly className = 'SplineTransformer';

  constructor(options: SplineTransformerOptions = {}) {
    const where = 'SplineTransformer';
    super(where, options, {
      nKnots: 5,
      degree: 3,
      knots: 'uniform',
      extrapolation: 'constant',
      includeBias: true,
      handleMissing: 'error',
    });
    const { nKnots, degree, knots, extrapolation, includeBias, handleMissing } = this.config;
    requireWholeNumber(where, 'nKnots', nKnots, { min: 2, max: MOST_KNOTS });
    requireWholeNumber(where, 'degree', degree, { min: 0, max: HIGHEST_DEGREE });
    requireOneOf(where, 'extrapolation', extrapolation, [
      'error',
      'constant',
      'linear',
      'continue',
      'periodic',
    ]);
    requireBoolean(where, 'includeBias', includeBias);
    requireOneOf(where, 'handleMissing', handleMissing, ['error', 'zeros']);
    if (typeof knots === 'string') requireOneOf(where, 'knots', knots, ['uniform', 'quantile']);
    const count = typeof knots === 'string' ? nKnots : requireKnots(where, knots);
    if (extrapolation !== 'periodic' || count > degree) return;
    throw new ArgumentError({
      where,
      problem: `'periodic' needs more knots than \`degree\`, received ${count} knots and degree ${degree}`,
      fix: `pass { nKnots: ${degree + 1} }`,
    });
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedSplineTransformer {
    const where = 'SplineTransformer.fit';
    requireTaken(where, this.config, x);
    if (x.rows < 2) {
      throw new DataError({
        where,
        problem: 'there must be at least two rows, received one',
        fix: 'pass more rows',
      });
    }
    return new FittedSplineTransformer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { knots: this.#knotsOf(where, x) },
    });
  }

  #knotsOf(where: string, x: Tabular): readonly Float64Array[] {
    const { knots, nKnots } = this.config;
    if (typeof knots === 'string') {
      if (knots === 'quantile') {
        return x.names.map((_, at) => quantileKnots(sortedColumn(x.matrix, at), nKnots));
      }
      const { min, max } = columnExtremes(x.matrix);
      return x.names.map((_, at) => evenKnots(min[at] as number, max[at] as number, nKnots));
    }
    if (knots[0]?.length === x.width) {
      return x.names.map((_, column) => Float64Array.from(knots, (knot) => knot[column] as number));
    }
    throw new ArgumentError({
      where,
      problem: `\`knots\` must hold a place for each of the ${x.width} columns, received ${knots[0]?.length}`,
      fix: 'pass a list for each knot, with a number for each column',
    });
  }
}

export class FittedSplineTransformer extends FittedTransformer<SplineTransformerState> {
  readonly className = 'SplineTransformer';
  declare readonly config: Resolved<SplineTransformerOptions>;

  /** Knots of each column. */
  get knots(): readonly Float64Array[] {
    return this.state.knots;
  }

  /** Columns that come out. */
  get nFeaturesOut(): number {
    return this.#kept * this.featureNamesIn.length;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names.flatMap((name) => Array.from({ length: this.#kept }, (_, i) => `${name}_sp_${i}`));
  }

  protected compute(x: Tabular): Matrix {
    const where = 'SplineTransformer.transform';
    requireTaken(where, this.config, x);
    const { degree, extrapolation } = this.config;
    const { rows, columns, data } = x.matrix;
    const kept = this.#kept;
    const made = newMatrix(rows, columns * kept);
    const row = new Float64Array(this.#functions);
    for (const [column, base] of this.state.knots.entries()) {
      const knots = withOuterKnots(base, degree, extrapolation === 'periodic');
      const name = this.featureNamesIn[column] as string;
      const write = splineWriter(where, name, new BSplineBasis(knots, degree), extrapolation);
      for (let at = 0; at < rows; at++) {
        const value = data[at * columns + column] as number;
        if (Number.isNaN(value)) continue;
        row.fill(0);
        write(row, 0, value);
        const begin = (at * columns + column) * kept;
        for (let i = 0; i < kept; i++) made.data[begin + i] = row[i] as number;
      }
    }
    return made;
  }

  /** Functions of each column. */
  get #functions(): number {
    const knots = this.state.knots[0]?.length ?? 0;
    const { degree, extrapolation } = this.config;
    return extrapolation === 'periodic' ? knots - 1 : knots + degree - 1;
  }

  /** Those that come out. */
  get #kept(): number {
    return this.config.includeBias ? this.#functions : this.#functions - 1;
  }
}

/** What a saved one has learned. */
export const splineTransformerState = (
  columns: number,
  { degree, extrapolation }: Resolved<SplineTransformerOptions>,
): GenericSchema<unknown, SplineTransformerState> => {
  const least = extrapolation === 'periodic' ? Math.max(2, degree + 1) : 2;
  return object({
    knots: pipe(
      listOf(ascending, columns),
      check(
        (lists) => lists.every(({ length }) => length >= least && length === lists[0]?.length),
        `all columns must have equally many knots, at least ${least}`,
      ),
    ),
  });
};
