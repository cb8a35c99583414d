import {
  DataError,
  type NdArray,
  pairwiseSum,
  type Resolved,
  requireBoolean,
  requireOneOf,
} from '@myelin/core';
import { type GenericSchema, object } from 'valibot';
import { columnMoments } from '../arithmetic/column-moments.ts';
import { presentColumn } from '../arithmetic/sorted-column.ts';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { doubles, presentIf, scales } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { type AffineSteps, multiplyAdd, subtractDivide } from './affine.ts';
import { boxCox } from './box-cox.ts';
import { type PowerMethod, variance } from './power-method.ts';
import { isConstant, standardScales } from './standard-scales.ts';
import { yeoJohnson } from './yeo-johnson.ts';

export type PowerMethodName = 'yeo-johnson' | 'box-cox';

export interface PowerTransformerOptions {
  /** `'box-cox'` takes positive numbers only. @defaultValue `'yeo-johnson'` */
  readonly method?: PowerMethodName;
  /** Whether columns get mean 0 and variance 1 afterwards. @defaultValue `true` */
  readonly standardize?: boolean;
}

export interface PowerTransformerState {
  /** Power of each column. */
  readonly lambdas: Float64Array;
  /** What is taken off each column afterwards; null without `standardize`. */
  readonly mean: Float64Array | null;
  /** What each column is divided by afterwards; null without `standardize`. */
  readonly scale: Float64Array | null;
}

const methods: Readonly<Record<PowerMethodName, PowerMethod>> = {
  'yeo-johnson': yeoJohnson,
  'box-cox': boxCox,
};

/**
 * Makes each column as normally distributed as a power can, with the most likely one:
 * `((x + 1)^λ - 1) / λ` for `x ≥ 0` (Yeo and Johnson), `(x^λ - 1) / λ` (Box and Cox).
 *
 * Missing values (NaN) are left out in `fit` and stay missing in `transform`. Yeo and Johnson's power of a constant column is 1.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers, or only missing ones; with `'box-cox'`, a number is not
 * positive, or all of a column are the same.
 * @source Yeo & Johnson 2000; Box & Cox 1964; scikit-learn `PowerTransformer`, SciPy's searches
 * @example
 * const made = new PowerTransformer({ standardize: false }).fit([[1], [2], [3], [40]]);
 * made.lambdas[0].toFixed(4) // => '-0.7602'
 */
export class PowerTransformer extends Transformer<PowerTransformerOptions, FittedPowerTransformer> {
  readonly className = 'PowerTransformer';

  constructor(options: PowerTransformerOptions = {}) {
    super('PowerTransformer', options, { method: 'yeo-johnson', standardize: true });
    requireOneOf('PowerTransformer', 'method', this.config.method, ['yeo-johnson', 'box-cox']);
    requireBoolean('PowerTransformer', 'standardize', this.config.standardize);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedPowerTransformer {
    const where = 'PowerTransformer.fit';
    const { method, standardize } = this.config;
    requireTaken(where, method, x);
    const lambdas = Float64Array.from(x.names, (name, column) =>
      lambdaOf(where, method, name, presentColumn(x.matrix, column)),
    );
    const made = standardize ? powered(x.matrix, method, lambdas) : undefined;
    const steps = made ? standardizing(where, made, x.names) : none;
    return new FittedPowerTransformer({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { lambdas, mean: steps.shift, scale: steps.scale },
    });
  }
}

export class FittedPowerTransformer extends InvertibleTransformer<PowerTransformerState> {
  readonly className = 'PowerTransformer';
  declare readonly config: Resolved<PowerTransformerOptions>;

  /** Power of each column. */
  get lambdas(): Float64Array {
    return this.state.lambdas;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireTaken('PowerTransformer.transform', this.config.method, x);
    return subtractDivide(powered(x.matrix, this.config.method, this.lambdas), this.#steps);
  }

  /** The number whose power that is; NaN for what no number becomes. @throws {@link DataError} a number is infinite. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    requireNoInfinity('PowerTransformer.inverseTransform', y);
    const { invert } = methods[this.config.method];
    return eachWith(multiplyAdd(y.matrix, this.#steps), this.lambdas, invert);
  }

  get #steps(): AffineSteps {
    return { shift: this.state.mean, scale: this.state.scale };
  }
}

/** What a saved one has learned. */
export const powerTransformerState = (
  columns: number,
  { standardize }: Resolved<PowerTransformerOptions>,
): GenericSchema<unknown, PowerTransformerState> =>
  object({
    lambdas: doubles(columns),
    mean: presentIf(standardize, doubles(columns)),
    scale: presentIf(standardize, scales(columns)),
  });

const none: AffineSteps = { shift: null, scale: null };

const powered = (x: Matrix, method: PowerMethodName, lambdas: Float64Array): Matrix =>
  eachWith(x, lambdas, methods[method].transform);

function eachWith(
  { data, rows, columns }: Matrix,
  lambdas: Float64Array,
  change: (value: number, lambda: number) => number,
): Matrix {
  const made = newMatrix(rows, columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      made.data[at] = change(data[at] as number, lambdas[column] as number);
    }
  }
  return made;
}

function lambdaOf(
  where: string,
  method: PowerMethodName,
  name: string,
  present: Float64Array,
): number {
  if (present.length === 0) throw noPower(where, name, 'has no number that is not missing');
  if (method === 'yeo-johnson') {
    const count = present.length;
    const mean = pairwiseSum(present) / count;
    // Power 1 changes nothing.
    if (isConstant(variance(present), mean, count)) return 1;
  }
  const lambda = methods[method].bestLambda(present);
  if (lambda !== undefined) return lambda;
  throw noPower(
    where,
    name,
    'has no most likely power: its numbers are, or hardly differ from, one',
  );
}

const noPower = (where: string, name: string, problem: string): DataError =>
  new DataError({
    where,
    problem: `column \`${name}\` ${problem}`,
    fix: 'leave it out: it tells nothing',
  });

function standardizing(where: string, made: Matrix, names: readonly string[]): AffineSteps {
  const wrong = made.data.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (wrong >= 0) {
    throw new DataError({
      where,
      problem: `the power of column \`${names[wrong % made.columns]}\` is too large for double precision`,
      fix: 'scale the column first, for example with MaxAbsScaler',
    });
  }
  const moments = columnMoments(made);
  return { shift: moments.means, scale: standardScales(moments) };
}

function requireTaken(where: string, method: PowerMethodName, x: Tabular): void {
  requireNoInfinity(where, x);
  if (method !== 'box-cox') return;
  const { data, columns } = x.matrix;
  const wrong = data.findIndex((value) => value <= 0);
  if (wrong < 0) return;
  throw new DataError({
    where,
    problem: `'box-cox' takes positive numbers only, received ${data[wrong]} in column \`${x.names[wrong % columns]}\`, row ${Math.floor(wrong / columns)}`,
    fix: "pass { method: 'yeo-johnson' }, which takes all",
  });
}
