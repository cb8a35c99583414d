import type {
  Axes,
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  add,
  Layer,
  mean,
  mul,
  Ones,
  requireAxes,
  requireNumber,
  requireRank,
  rsqrt,
  square,
} from '@myelin/core';
import {
  normalizedAxes,
  sameAlong,
  sizesAlong,
  stretchedAlong,
  writtenAxes,
} from './normalized-axes.ts';

export interface RMSNormalizationOptions extends LayerOptions {
  /** Axis or axes that are normalized over; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: Axes;
  /** Added to the mean square before its root is taken. @defaultValue `0.000001` */
  readonly epsilon?: number;
}

export type RMSNormalizationWeights = { readonly scale: Weight };

const defaults: OptionDefaults<OwnOptions<RMSNormalizationOptions>> = { axis: -1, epsilon: 1e-6 };

/**
 * Divides each sample by its root mean square, and brings it to a learnt scale: `y = scale · x / √(mean(x²) +
 * epsilon)`, with the mean over the listed axes.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights scale: the sizes of the listed axes
 * @throws {@link ArgumentError} an option is out of its domain, or `axis` names an axis that the input lacks.
 * @throws {@link ShapeError} the size of a listed axis is unknown.
 * @source Zhang & Sennrich 2019; defaults as Keras 3 `RMSNormalization`, which fails for axes other than the last ones.
 * @example
 * new RMSNormalization().apply([[3, 3]]) // ≈ [[1, 1]]
 */
export class RMSNormalization extends Layer<RMSNormalizationOptions, RMSNormalizationWeights> {
  readonly className: string = 'RMSNormalization';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: RMSNormalizationOptions = {}) {
    super('RMSNormalization', options, defaults);
    requireAxes('RMSNormalization', this.config.axis);
    requireNumber('RMSNormalization', 'epsilon', this.config.epsilon, { min: 0 });
  }

  toKeras(usual: () => JsonRecord): JsonRecord {
    return writtenAxes(usual(), this.isBuilt);
  }

  outputShape(input: Shape): Shape {
    requireRank('RMSNormalization', input, {});
    sizesAlong('RMSNormalization', input, this.#axes(input.length));
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): RMSNormalizationWeights {
    const shape = sizesAlong('RMSNormalization', input, this.#axes(input.length));
    return { scale: weight('scale', shape, new Ones()) };
  }

  protected call(x: Tensor, { scale }: WeightValues<RMSNormalizationWeights>): Tensor {
    const axes = this.#axes(x.rank);
    const inverse = rsqrt(add(mean(square(x), axes, true), this.config.epsilon));
    return mul(mul(x, inverse), stretchedAlong(scale, x, axes));
  }

  /** Keras's layer hands no mask on either. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return sameAlong(input, built, this.#axes(input.length));
  }

  #axes(rank: number): readonly number[] {
    return normalizedAxes('RMSNormalization', this.config.axis, rank);
  }
}
