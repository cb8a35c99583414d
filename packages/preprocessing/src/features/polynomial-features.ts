import {
  ArgumentError,
  describe,
  type Resolved,
  requireBoolean,
  requireWholeNumber,
} from '@myelin/core';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireFinite } from '../input/require-finite.ts';
import type { Tabular } from '../input/tabular.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import {
  isAbove,
  powersOf,
  type Terms,
  type TermsOptions,
  termName,
  termsOf,
} from './polynomial-terms.ts';

export interface PolynomialFeaturesOptions {
  /** Highest number of factors, or lowest and highest. Whole numbers, at least 0. @defaultValue `2` */
  readonly degree?: number | readonly [min: number, max: number];
  /** Whether no column is multiplied by itself. @defaultValue `false` */
  readonly interactionOnly?: boolean;
  /** Whether a column of ones comes first. @defaultValue `true` */
  readonly includeBias?: boolean;
}

/** More columns than any table should have: a degree that is too high is answered before memory is gone. */
const MOST_TERMS = 1_000_000;

/**
 * All products of columns up to a degree: of `a` and `b`, with degree 2, `1, a, b, a², a b, b²`.
 *
 * It learns nothing but the number of columns.
 *
 * @throws {@link ArgumentError} `degree` is none; nothing would come out; or more than a million columns would.
 * @throws {@link DataError} a column holds texts, or numbers that are missing or infinite.
 * @source scikit-learn `PolynomialFeatures`
 * @example
 * const products = new PolynomialFeatures().fit([[2, 3]]);
 * products.transform([[2, 3]]).toArray() // => [[1, 2, 3, 4, 6, 9]]
 * products.featureNamesOut() // => ['1', 'x0', 'x1', 'x0^2', 'x0 x1', 'x1^2']
 */
export class PolynomialFeatures extends Transformer<
  PolynomialFeaturesOptions,
  FittedPolynomialFeatures
> {
  readonly className = 'PolynomialFeatures';

  constructor(options: PolynomialFeaturesOptions = {}) {
    const where = 'PolynomialFeatures';
    super(where, options, { degree: 2, interactionOnly: false, includeBias: true });
    const { degree, interactionOnly, includeBias } = this.config;
    requireBoolean(where, 'interactionOnly', interactionOnly);
    requireBoolean(where, 'includeBias', includeBias);
    requireDegrees(where, degree);
    if (includeBias || degreesOf(degree)[1] > 0) return;
    throw new ArgumentError({
      where,
      problem: '`degree` 0 without `includeBias` leaves no column',
      fix: 'pass { degree: 2 }',
    });
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedPolynomialFeatures {
    requireFinite('PolynomialFeatures.fit', x);
    requireFew('PolynomialFeatures.fit', this.config, x.width);
    return new FittedPolynomialFeatures({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {},
    });
  }
}

export class FittedPolynomialFeatures extends FittedTransformer {
  readonly className = 'PolynomialFeatures';
  declare readonly config: Resolved<PolynomialFeaturesOptions>;
  #terms: Terms | undefined;

  /** Columns that come out. */
  get nOutputFeatures(): number {
    return this.#made.wanted.length;
  }

  /** How often each column that goes in stands in each that comes out. */
  get powers(): number[][] {
    const terms = this.#made;
    const width = this.featureNamesIn.length;
    return Array.from(terms.wanted, (term) => powersOf(terms, term, width));
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const terms = this.#made;
    return Array.from(terms.wanted, (term) => termName(terms, term, names));
  }

  protected compute(x: Tabular): Matrix {
    requireFinite('PolynomialFeatures.transform', x);
    const { rows, columns, data } = x.matrix;
    const terms = this.#made;
    const products = new Float64Array(terms.parents.length).fill(1);
    const made = newMatrix(rows, terms.wanted.length);
    for (let row = 0, to = 0; row < rows; row++) {
      const begin = row * columns;
      for (let term = 1; term < products.length; term++) {
        products[term] =
          (products[terms.parents[term] as number] as number) *
          (data[begin + (terms.columns[term] as number)] as number);
      }
      for (let at = 0; at < terms.wanted.length; at++) {
        made.data[to++] = products[terms.wanted[at] as number] as number;
      }
    }
    return made;
  }

  get #made(): Terms {
    if (this.#terms) return this.#terms;
    const width = this.featureNamesIn.length;
    requireFew(this.className, this.config, width);
    this.#terms = termsOf(termsOptions(this.config, width));
    return this.#terms;
  }
}

const degreesOf = (degree: number | readonly [number, number]): readonly [number, number] =>
  typeof degree === 'number' ? [0, degree] : degree;

function termsOptions(
  { degree, interactionOnly, includeBias }: Resolved<PolynomialFeaturesOptions>,
  columns: number,
): TermsOptions {
  const [minDegree, maxDegree] = degreesOf(degree);
  return { columns, minDegree, maxDegree, interactionOnly, includeBias };
}

function requireDegrees(where: string, degree: unknown): void {
  if (typeof degree === 'number') {
    requireWholeNumber(where, 'degree', degree, { min: 0 });
    return;
  }
  const [min, max] = Array.isArray(degree) && degree.length === 2 ? degree : [];
  if (min === undefined || max === undefined) {
    throw new ArgumentError({
      where,
      problem: `\`degree\` must be a whole number or two, received ${describe(degree)}`,
      fix: 'pass for example { degree: 2 } or { degree: [2, 3] }',
    });
  }
  requireWholeNumber(where, 'degree[0]', min, { min: 0 });
  requireWholeNumber(where, 'degree[1]', max, { min });
}

function requireFew(
  where: string,
  config: Resolved<PolynomialFeaturesOptions>,
  columns: number,
): void {
  if (!isAbove(MOST_TERMS, termsOptions(config, columns))) return;
  throw new ArgumentError({
    where,
    problem: `\`degree\` ${JSON.stringify(config.degree)} of ${columns} columns makes more than ${MOST_TERMS} products`,
    fix: 'pass a lower `degree`, { interactionOnly: true }, or fewer columns',
  });
}
