import { type NdArray, type Resolved, requireBoolean } from '@myelin/core';
import { type GenericSchema, object } from 'valibot';
import { type ColumnExtremes, columnExtremes } from '../arithmetic/column-extremes.ts';
import type { Matrix } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { doubles, wholeNumber } from '../saving/schemas.ts';
import type { Lesson } from '../transformer/transformer.ts';
import { multiplyAdd, subtractDivide } from './affine.ts';
import { BatchScaler } from './batch-scaler.ts';
import { clip } from './clip.ts';
import { ExtendableScaler } from './extendable-scaler.ts';
import { usableScales } from './usable-scales.ts';

export interface MaxAbsScalerOptions {
  /** Whether what lies outside of [-1, 1], in rows that were not fitted on, is brought inside. @defaultValue `false` */
  readonly clip?: boolean;
}

export interface MaxAbsScalerState {
  /** Rows that were seen. */
  readonly samples: number;
  /** Largest absolute value of each column. */
  readonly maxAbs: Float64Array;
}

/**
 * Divides each column by its largest absolute value: `y = x / max |x|`. Zeros stay zeros.
 *
 * Missing values (NaN) are left out in `fit` and stay missing in `transform`.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source scikit-learn `MaxAbsScaler`
 * @example
 * const scaler = new MaxAbsScaler().fit([[1, -8], [2, 4]]);
 * scaler.transform([[1, 4]]).toArray() // => [[0.5, 0.5]]
 */
export class MaxAbsScaler extends BatchScaler<MaxAbsScalerOptions, FittedMaxAbsScaler> {
  readonly className = 'MaxAbsScaler';

  constructor(options: MaxAbsScalerOptions = {}) {
    super('MaxAbsScaler', options, { clip: false });
    requireBoolean('MaxAbsScaler', 'clip', this.config.clip);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedMaxAbsScaler {
    requireNoInfinity('MaxAbsScaler.fit', x);
    return new FittedMaxAbsScaler({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { samples: x.rows, maxAbs: largest(columnExtremes(x.matrix)) },
    });
  }
}

export class FittedMaxAbsScaler extends ExtendableScaler<MaxAbsScalerState> {
  readonly className = 'MaxAbsScaler';
  declare readonly config: Resolved<MaxAbsScalerOptions>;

  /** Largest absolute value of each column that was seen. */
  get maxAbs(): Float64Array {
    return this.state.maxAbs;
  }

  /** What each column is divided by: `maxAbs`, or 1 where that is 0. */
  get scale(): Float64Array {
    return usableScales(this.state.maxAbs);
  }

  /** Rows that were seen. */
  get nSamplesSeen(): number {
    return this.state.samples;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('MaxAbsScaler.transform', x);
    const made = subtractDivide(x.matrix, { shift: null, scale: this.scale });
    if (this.config.clip) clip(made.data, -1, 1);
    return made;
  }

  /** `x = y · scale` @throws {@link DataError} a number is infinite. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    requireNoInfinity('MaxAbsScaler.inverseTransform', y);
    return multiplyAdd(y.matrix, { shift: null, scale: this.scale });
  }

  protected extendedState(x: Tabular): MaxAbsScalerState {
    requireNoInfinity('MaxAbsScaler.extend', x);
    const more = largest(columnExtremes(x.matrix));
    const { samples, maxAbs } = this.state;
    return {
      samples: samples + x.rows,
      maxAbs: maxAbs.map((value, column) => larger(value, more[column] as number)),
    };
  }
}

/** What a saved one has learned. */
export const maxAbsScalerState = (columns: number): GenericSchema<unknown, MaxAbsScalerState> =>
  object({ samples: wholeNumber, maxAbs: doubles(columns) });

const largest = ({ min, max }: ColumnExtremes): Float64Array =>
  max.map((value, column) => Math.max(Math.abs(value), Math.abs(min[column] as number)));

/** The larger of two, of which one may be missing. */
const larger = (one: number, other: number): number =>
  other > one || Number.isNaN(one) ? other : one;
