import type { NdArray } from '@myelin/core';
import { type Resolved, requireBoolean } from '@myelin/core';
import { type GenericSchema, nullable, object } from 'valibot';
import { type Matrix, newMatrix } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { doubles } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { columnMoments } from './column-statistics.ts';

export interface StandardScalerOptions {
  /** Whether the mean is taken off. @defaultValue `true` */
  readonly withMean?: boolean;
  /** Whether what is left is divided by the standard deviation. @defaultValue `true` */
  readonly withStd?: boolean;
}

export interface StandardScalerState {
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
 * const scaler = new StandardScaler().fit([[30], [40], [50]]);
 * scaler.transform([[30]]).toArray() // => [[-1.2247448713915892]]
 * scaler.inverseTransform([[0]]).toArray() // => [[40]]
 */
export class StandardScaler extends Transformer<StandardScalerOptions, FittedStandardScaler> {
  readonly className = 'StandardScaler';

  constructor(options: StandardScalerOptions = {}) {
    super('StandardScaler', options, { withMean: true, withStd: true });
    requireBoolean('StandardScaler', 'withMean', this.config.withMean);
    requireBoolean('StandardScaler', 'withStd', this.config.withStd);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedStandardScaler {
    requireNoInfinity('StandardScaler.fit', x);
    const { withMean, withStd } = this.config;
    const { counts, means, variances } = columnMoments(x.matrix);
    return new FittedStandardScaler({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: {
        mean: withMean || withStd ? means : null,
        variance: withStd ? variances : null,
        scale: withStd ? scalesOf(counts, means, variances) : null,
      },
    });
  }
}

export class FittedStandardScaler extends InvertibleTransformer<StandardScalerState> {
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

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('StandardScaler.transform', x);
    const { rows, columns, data } = x.matrix;
    const { shift, scale } = this.#steps(columns);
    const made = newMatrix(rows, columns);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        made.data[at] =
          ((data[at] as number) - (shift[column] as number)) / (scale[column] as number);
      }
    }
    return made;
  }

  /** `x = z · std + mean` */
  inverseTransform(z: TabularInput): NdArray {
    return this.unapply(this.readTransformed(z)).toNdArray();
  }

  protected invert(z: Tabular): Matrix {
    const { rows, columns, data } = z.matrix;
    const { shift, scale } = this.#steps(columns);
    const made = newMatrix(rows, columns);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        made.data[at] =
          (data[at] as number) * (scale[column] as number) + (shift[column] as number);
      }
    }
    return made;
  }

  #steps(columns: number): { readonly shift: Float64Array; readonly scale: Float64Array } {
    const { mean, scale } = this.state;
    return {
      shift: this.config.withMean && mean ? mean : new Float64Array(columns),
      scale: scale ?? new Float64Array(columns).fill(1),
    };
  }
}

/** What a saved one has learned. */
export const standardScalerState = (columns: number): GenericSchema<unknown, StandardScalerState> =>
  object({
    mean: nullable(doubles(columns)),
    variance: nullable(doubles(columns)),
    scale: nullable(doubles(columns)),
  });

/**
 * Standard deviations, 1 for columns that are constant but for rounding: whose variance is not above
 * `n · eps · var + (n · mean · eps)²`.
 */
function scalesOf(
  counts: Float64Array,
  means: Float64Array,
  variances: Float64Array,
): Float64Array {
  return variances.map((variance, column) => {
    const count = counts[column] as number;
    const bound =
      count * Number.EPSILON * variance + (count * (means[column] as number) * Number.EPSILON) ** 2;
    return variance <= bound ? 1 : Math.sqrt(variance);
  });
}
