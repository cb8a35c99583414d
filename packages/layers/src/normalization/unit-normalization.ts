import type { Axes, CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  maximum,
  mul,
  requireAxes,
  requireRank,
  rsqrt,
  square,
  sum,
  WeightlessLayer,
} from '@myelin/core';
import { normalizedAxes } from './normalized-axes.ts';

export interface UnitNormalizationOptions extends LayerOptions {
  /** Axis or axes along which lengths are taken; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: Axes;
}

/** Smaller lengths than this one count as this one; Keras's number. */
const SMALLEST = 1e-12;

/**
 * Brings vectors to length 1: `y = x / √Σx²`, with the sum over the listed axes. Zeros stay zeros.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @throws {@link ArgumentError} `axis` names no axis of the input.
 * @source Defaults as Keras 3 `UnitNormalization`, whose derivative at zero this is too: 1e12, finite and very large.
 * @example
 * new UnitNormalization().apply([[3, 4]]).arraySync() // ≈ [[0.6, 0.8]]
 */
export class UnitNormalization extends WeightlessLayer<UnitNormalizationOptions> {
  readonly className: string = 'UnitNormalization';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: UnitNormalizationOptions = {}) {
    super('UnitNormalization', options, { axis: -1 });
    requireAxes('UnitNormalization', this.config.axis);
  }

  outputShape(input: Shape): Shape {
    requireRank('UnitNormalization', input, {});
    normalizedAxes('UnitNormalization', this.config.axis, input.length);
    return input;
  }

  protected call(x: Tensor): Tensor {
    const axes = normalizedAxes('UnitNormalization', this.config.axis, x.rank);
    return mul(x, rsqrt(maximum(sum(square(x), axes, true), SMALLEST ** 2)));
  }
}
