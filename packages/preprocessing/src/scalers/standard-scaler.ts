import type { NdArray } from '@myelin/core';
import { type Resolved, requireBoolean } from '@myelin/core';
import { check, type GenericSchema, object, pipe } from 'valibot';
import { type ColumnMoments, columnMoments, joinedMoments } from '../arithmetic/column-moments.ts';
import type { Matrix } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { doubles, presentIf, scales } from '../saving/schemas.ts';
import type { Lesson } from '../transformer/transformer.ts';
import { multiplyAdd, subtractDivide } from './affine.ts';
import { BatchScaler } from './batch-scaler.ts';
import { ExtendableScaler } from './extendable-scaler.ts';
import { standardScales } from './standard-scales.ts';

export interface StandardScalerOptions {
  /** Whether the mean is taken off. @defaultValue `true` */
  readonly withMean?: boolean;
  /** Whether what is left is divided by the standard deviation. @defaultValue `true` */
  readonly withStd?: boolean;
}

export interface StandardScalerState {
  /** Numbers of each column that were not missing. */
  readonly counts: Float64Array;
  /** Mean of each column; null if neither option wants it. */
  readonly mean: Float64Array | null;
  /** Population variance of each column; null without `withStd`. */
  readonly variance: Float64Array | null;
  /** What each column is divided by; 1 where it is constant, null without `withStd`. */
  readonly scale: Float64Array | null;
}

/**
 * Standardizes each column: `z = (x - mean) / std`, with the population's standard deviation.
 *
 * Missing values (NaN) are left out in `fit` and stay missing in `transform`. A constant column becomes 0.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source scikit-learn `StandardScaler`
 * @example
 * const scaler = new StandardScaler().fit([[30], [40]]);
 * scaler.transform([[30], [45]]).toArray() // => [[-1], [2]]
 * scaler.inverseTransform([[0]]).toArray() // => [[35]]
 */
export class StandardScaler extends BatchScaler<StandardScalerOptions, FittedStandardScaler> {
  readonly className = 'StandardScaler';

  constructor(options: StandardScalerOptions = {}) {
    super('StandardScaler', options, { withMean: true, withStd: true });
    requireBoolean('StandardScaler', 'withMean', this.config.withMean);
    requireBoolean('StandardScaler', 'withStd', this.config.withStd);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedStandardScaler {
    requireNoInfinity('StandardScaler.fit', x);
    return new FittedStandardScaler({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: stateOf(this.config, columnMoments(x.matrix)),
    });
  }
}

export class FittedStandardScaler extends ExtendableScaler<StandardScalerState> {
  readonly className = 'StandardScaler';
  declare readonly config: Resolved<StandardScalerOptions>;

  /** Mean of each column; null if neither option wants it. */
  get mean(): Float64Array | null {
    return this.state.mean;
  }

  /** Population variance of each column; null without `withStd`. */
  get variance(): Float64Array | null {
    return this.state.variance;
  }

  /** What each column is divided by; null without `withStd`. */
  get scale(): Float64Array | null {
    return this.state.scale;
  }

  /** Numbers that were seen: one count for all columns, or a list where some were missing. */
  get nSamplesSeen(): number | Float64Array {
    const { counts } = this.state;
    const [first = 0] = counts;
    return counts.every((count) => count === first) ? first : counts;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('StandardScaler.transform', x);
    return subtractDivide(x.matrix, this.#steps);
  }

  /** `x = z · std + mean` @throws {@link DataError} a number is infinite. */
  inverseTransform(z: TabularInput): NdArray {
    return this.invertedArray(z);
  }

  protected invert(z: Tabular): Matrix {
    requireNoInfinity('StandardScaler.inverseTransform', z);
    return multiplyAdd(z.matrix, this.#steps);
  }

  protected extendedState(x: Tabular): StandardScalerState {
    requireNoInfinity('StandardScaler.extend', x);
    const { counts, mean, variance } = this.state;
    const none = new Float64Array(counts.length);
    const before = { counts, means: mean ?? none, variances: variance ?? none };
    return stateOf(this.config, joinedMoments(before, x.matrix));
  }

  get #steps(): { readonly shift: Float64Array | null; readonly scale: Float64Array | null } {
    const { mean, scale } = this.state;
    return { shift: this.config.withMean ? mean : null, scale };
  }
}

/** What a saved one has learned. */
export const standardScalerState = (
  columns: number,
  { withMean, withStd }: Resolved<StandardScalerOptions>,
): GenericSchema<unknown, StandardScalerState> =>
  object({
    counts: pipe(
      doubles(columns),
      check(
        (counts) => counts.every((count) => Number.isInteger(count) && count >= 0),
        'must be whole numbers',
      ),
    ),
    mean: presentIf(withMean || withStd, doubles(columns)),
    variance: presentIf(withStd, doubles(columns)),
    scale: presentIf(withStd, scales(columns)),
  });

function stateOf(
  { withMean, withStd }: Resolved<StandardScalerOptions>,
  moments: ColumnMoments,
): StandardScalerState {
  return {
    counts: moments.counts,
    mean: withMean || withStd ? moments.means : null,
    variance: withStd ? moments.variances : null,
    scale: withStd ? standardScales(moments) : null,
  };
}
