import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  any,
  cast,
  mul,
  notEqual,
  requireNumber,
  requireRank,
  WeightlessLayer,
} from '@myelin/core';

export interface MaskingOptions extends LayerOptions {
  /** A time step whose features all equal this one is skipped by later layers. @defaultValue `0` */
  readonly maskValue?: number;
}

/**
 * Marks time steps whose features all equal `maskValue`: later layers skip them. Their features become 0.
 *
 * @shape input `[batch, ..., features]`
 * @shape output as the input
 * @throws {@link ArgumentError} `maskValue` is not a number.
 * @source Defaults as Keras 3 `Masking`.
 * @example
 * new Masking({ maskValue: -1 }).apply([[[-1, -1], [-1, 2]]]).arraySync() // => [[[0, 0], [-1, 2]]]
 */
export class Masking extends WeightlessLayer<MaskingOptions> {
  readonly className: string = 'Masking';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: MaskingOptions = {}) {
    super('Masking', options, { maskValue: 0 });
    requireNumber('Masking', 'maskValue', this.config.maskValue);
  }

  outputShape(input: Shape): Shape {
    requireRank('Masking', input, { min: 2 });
    return input;
  }

  protected call(x: Tensor): Tensor {
    const real = any(notEqual(x, this.config.maskValue), -1, true);
    return mul(x, cast(real, 'float32'));
  }

  protected override computeMask(x: Tensor): Tensor {
    return any(notEqual(x, this.config.maskValue), -1);
  }
}
