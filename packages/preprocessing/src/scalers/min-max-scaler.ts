import {
  ArgumentError,
  describe,
  type NdArray,
  type Resolved,
  requireBoolean,
  requireNumber,
} from '@myelin/core';
import { type GenericSchema, object } from 'valibot';
import {
  type ColumnExtremes,
  columnExtremes,
  joinedExtremes,
} from '../arithmetic/column-extremes.ts';
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

export interface MinMaxScalerOptions {
  /** What the smallest and the largest number become. @defaultValue `[0, 1]` */
  readonly featureRange?: readonly [min: number, max: number];
  /** Whether what lies outside, in rows that were not fitted on, is brought inside. @defaultValue `false` */
  readonly clip?: boolean;
}

export interface MinMaxScalerState {
  /** Rows that were seen. */
  readonly samples: number;
  /** Smallest number of each column. */
  readonly dataMin: Float64Array;
  /** Largest number of each column. */
  readonly dataMax: Float64Array;
}

/**
 * Brings each column into a range: `y = x · scale + min`, with `scale = (high - low) / (dataMax - dataMin)` and
 * `min = low - dataMin · scale`.
 *
 * Missing values (NaN) are left out in `fit` and stay missing in `transform`. A constant column becomes `low`.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source scikit-learn `MinMaxScaler`
 * @example
 * const scaler = new MinMaxScaler().fit([[-1, 2], [-0.5, 6], [0, 10], [1, 18]]);
 * scaler.transform([[2, 2]]).toArray() // => [[1.5, 0]]
 * scaler.inverseTransform([[0.5, 0.5]]).toArray() // => [[0, 10]]
 */
export class MinMaxScaler extends BatchScaler<MinMaxScalerOptions, FittedMinMaxScaler> {
  readonly className = 'MinMaxScaler';

  constructor(options: MinMaxScalerOptions = {}) {
    super('MinMaxScaler', options, { featureRange: [0, 1], clip: false });
    requireRange('MinMaxScaler', this.config.featureRange);
    requireBoolean('MinMaxScaler', 'clip', this.config.clip);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedMinMaxScaler {
    requireNoInfinity('MinMaxScaler.fit', x);
    return new FittedMinMaxScaler({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: stateOf(x.rows, columnExtremes(x.matrix)),
    });
  }
}

export class FittedMinMaxScaler extends ExtendableScaler<MinMaxScalerState> {
  readonly className = 'MinMaxScaler';
  declare readonly config: Resolved<MinMaxScalerOptions>;
  #steps: { readonly shift: Float64Array; readonly scale: Float64Array } | undefined;

  /** Smallest number of each column that was seen. */
  get dataMin(): Float64Array {
    return this.state.dataMin;
  }

  /** Largest number of each column that was seen. */
  get dataMax(): Float64Array {
    return this.state.dataMax;
  }

  /** `dataMax - dataMin` */
  get dataRange(): Float64Array {
    const { dataMin, dataMax } = this.state;
    return dataMax.map((max, column) => max - (dataMin[column] as number));
  }

  /** What each column is multiplied by. */
  get scale(): Float64Array {
    return this.#affine.scale;
  }

  /** What is added to each column then. */
  get min(): Float64Array {
    return this.#affine.shift;
  }

  /** Rows that were seen. */
  get nSamplesSeen(): number {
    return this.state.samples;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('MinMaxScaler.transform', x);
    const made = multiplyAdd(x.matrix, this.#affine);
    if (this.config.clip) clip(made.data, ...this.config.featureRange);
    return made;
  }

  /** `x = (y - min) / scale` @throws {@link DataError} a number is infinite. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    requireNoInfinity('MinMaxScaler.inverseTransform', y);
    return subtractDivide(y.matrix, this.#affine);
  }

  protected extendedState(x: Tabular): MinMaxScalerState {
    requireNoInfinity('MinMaxScaler.extend', x);
    const { samples, dataMin, dataMax } = this.state;
    const seen = { min: dataMin, max: dataMax };
    return stateOf(samples + x.rows, joinedExtremes(seen, columnExtremes(x.matrix)));
  }

  get #affine(): { readonly shift: Float64Array; readonly scale: Float64Array } {
    if (this.#steps) return this.#steps;
    const [low, high] = this.config.featureRange;
    const scale = usableScales(this.dataRange).map((range) => (high - low) / range);
    const shift = scale.map((factor, column) => low - (this.dataMin[column] as number) * factor);
    this.#steps = { shift, scale };
    return this.#steps;
  }
}

/** What a saved one has learned. */
export const minMaxScalerState = (columns: number): GenericSchema<unknown, MinMaxScalerState> =>
  object({ samples: wholeNumber, dataMin: doubles(columns), dataMax: doubles(columns) });

const stateOf = (samples: number, { min, max }: ColumnExtremes): MinMaxScalerState => ({
  samples,
  dataMin: min,
  dataMax: max,
});

function requireRange(where: string, range: unknown): void {
  const [low, high] = Array.isArray(range) && range.length === 2 ? range : [];
  if (low === undefined || high === undefined) {
    throw new ArgumentError({
      where,
      problem: `\`featureRange\` must be two numbers, received ${describe(range)}`,
      fix: 'pass for example { featureRange: [0, 1] }',
    });
  }
  requireNumber(where, 'featureRange[0]', low);
  requireNumber(where, 'featureRange[1]', high);
  if (low < high) return;
  throw new ArgumentError({
    where,
    problem: `\`featureRange\` must rise, received [${low}, ${high}]`,
    fix: 'pass the smaller number first, for example { featureRange: [0, 1] }',
  });
}
