import {
  ArgumentError,
  describe,
  type NdArray,
  type Resolved,
  requireBoolean,
  requireNumber,
} from '@myelin/core';
import { type GenericSchema, object } from 'valibot';
import { normalQuantile } from '../arithmetic/normal-distribution.ts';
import { partiallySort } from '../arithmetic/partially-sort.ts';
import { median, quantiles } from '../arithmetic/quantiles.ts';
import { presentColumn } from '../arithmetic/sorted-column.ts';
import type { Matrix } from '../input/matrix.ts';
import { requireNoInfinity } from '../input/require-no-infinity.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import { doubles, presentIf, scales } from '../saving/schemas.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { type AffineSteps, multiplyAdd, subtractDivide } from './affine.ts';
import { usableScales } from './usable-scales.ts';

export interface RobustScalerOptions {
  /** Whether the median is taken off. @defaultValue `true` */
  readonly withCentering?: boolean;
  /** Whether what is left is divided by the range between two percentiles. @defaultValue `true` */
  readonly withScaling?: boolean;
  /** Percentiles, from 0 to 100. @defaultValue `[25, 75]` */
  readonly quantileRange?: readonly [low: number, high: number];
  /**
   * Whether the range is divided by that of the normal distribution, so that normally distributed columns get variance 1.
   *
   * @defaultValue `false`
   */
  readonly unitVariance?: boolean;
}

export interface RobustScalerState {
  /** Median of each column; null without `withCentering`. */
  readonly center: Float64Array | null;
  /** What each column is divided by; null without `withScaling`. */
  readonly scale: Float64Array | null;
}

/**
 * Scales each column by what outliers do not move: `y = (x - median) / (q75 - q25)`.
 *
 * Missing values (NaN) are left out in `fit` and stay missing in `transform`.
 *
 * @throws {@link DataError} a column holds texts or infinite numbers.
 * @source scikit-learn `RobustScaler`. Where `unitVariance` would divide by nothing or by infinity, which scikit-learn does, an
 * error says so.
 * @example
 * const scaler = new RobustScaler().fit([[1], [2], [3], [4], [1000]]);
 * scaler.transform([[2]]).toArray() // => [[-0.5]]
 */
export class RobustScaler extends Transformer<RobustScalerOptions, FittedRobustScaler> {
  readonly className = 'RobustScaler';

  constructor(options: RobustScalerOptions = {}) {
    const where = 'RobustScaler';
    super(where, options, {
      withCentering: true,
      withScaling: true,
      quantileRange: [25, 75],
      unitVariance: false,
    });
    const { withCentering, withScaling, quantileRange, unitVariance } = this.config;
    requireBoolean(where, 'withCentering', withCentering);
    requireBoolean(where, 'withScaling', withScaling);
    requireBoolean(where, 'unitVariance', unitVariance);
    requirePercentiles(where, quantileRange, withScaling && unitVariance);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedRobustScaler {
    requireNoInfinity('RobustScaler.fit', x);
    const { withCentering, withScaling, quantileRange, unitVariance } = this.config;
    const percents = Float64Array.from(quantileRange);
    const fractions = percents.map((percent) => percent / 100);
    const center = new Float64Array(x.width);
    const ranges = new Float64Array(x.width);
    for (let column = 0; column < x.width; column++) {
      const present = presentColumn(x.matrix, column);
      const sorted = partiallySort(present, placesOf(present.length, fractions));
      const [low = Number.NaN, high = Number.NaN] = quantiles(sorted, fractions);
      center[column] = median(sorted);
      ranges[column] = high - low;
    }
    const scale = usableScales(ranges);
    if (withScaling && unitVariance) {
      const [low = Number.NaN, high = Number.NaN] = fractions.map(normalQuantile);
      for (const [column, range] of scale.entries()) scale[column] = range / (high - low);
    }
    return new FittedRobustScaler({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { center: withCentering ? center : null, scale: withScaling ? scale : null },
    });
  }
}

export class FittedRobustScaler extends InvertibleTransformer<RobustScalerState> {
  readonly className = 'RobustScaler';
  declare readonly config: Resolved<RobustScalerOptions>;

  /** Median of each column; null without `withCentering`. */
  get center(): Float64Array | null {
    return this.state.center;
  }

  /** What each column is divided by; null without `withScaling`. */
  get scale(): Float64Array | null {
    return this.state.scale;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }

  protected compute(x: Tabular): Matrix {
    requireNoInfinity('RobustScaler.transform', x);
    return subtractDivide(x.matrix, this.#steps);
  }

  /** `x = y · scale + center` @throws {@link DataError} a number is infinite. */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  protected invert(y: Tabular): Matrix {
    requireNoInfinity('RobustScaler.inverseTransform', y);
    return multiplyAdd(y.matrix, this.#steps);
  }

  get #steps(): AffineSteps {
    return { shift: this.state.center, scale: this.state.scale };
  }
}

/** What a saved one has learned. */
export const robustScalerState = (
  columns: number,
  { withCentering, withScaling }: Resolved<RobustScalerOptions>,
): GenericSchema<unknown, RobustScalerState> =>
  object({
    center: presentIf(withCentering, doubles(columns)),
    scale: presentIf(withScaling, scales(columns)),
  });

/** Where median and quantiles of that many numbers are looked up. */
function placesOf(count: number, fractions: Float64Array): number[] {
  const places = [0.5, ...fractions].flatMap((fraction) => {
    const place = Math.floor((count - 1) * fraction);
    return [place, Math.min(place + 1, count - 1)];
  });
  return [...new Set(places)].sort((a, b) => a - b);
}

function requirePercentiles(where: string, range: unknown, unitVariance: boolean): void {
  const [low, high] = Array.isArray(range) && range.length === 2 ? range : [];
  const wrong = (problem: string, fix: string): ArgumentError =>
    new ArgumentError({ where, problem: `\`quantileRange\` ${problem}`, fix });
  const fix = 'pass for example { quantileRange: [25, 75] }';
  if (low === undefined || high === undefined) {
    throw wrong(`must be two percentiles, received ${describe(range)}`, fix);
  }
  requireNumber(where, 'quantileRange[0]', low, { min: 0, max: 100 });
  requireNumber(where, 'quantileRange[1]', high, { min: 0, max: 100 });
  if (low > high) throw wrong(`must rise, received [${low}, ${high}]`, fix);
  if (!unitVariance || (low > 0 && high < 100 && low < high)) return;
  throw wrong(
    `must lie inside of 0 and 100, and not be empty, with \`unitVariance\`, received [${low}, ${high}]`,
    fix,
  );
}
