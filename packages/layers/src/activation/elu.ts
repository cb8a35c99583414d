import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import { elu, greater, mul, requireNumber, WeightlessLayer, where } from '@myelin/core';

export interface ELUOptions extends LayerOptions {
  /** Magnitude that results approach for very negative inputs. @defaultValue `1` */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: `y = x` where positive, `alpha · (eˣ - 1)` elsewhere.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `alpha` is not a number.
 * @source Clevert et al. 2016; defaults as Keras 3 `ELU`.
 * @example
 * new ELU().apply([[0, 2]]).arraySync() // => [[0, 2]]
 */
export class ELU extends WeightlessLayer<ELUOptions> {
  readonly className: string = 'ELU';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: ELUOptions = {}) {
    super('ELU', options, { alpha: 1 });
    requireNumber('ELU', 'alpha', this.config.alpha);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    const { alpha } = this.config;
    const y = elu(x);
    return alpha === 1 ? y : where(greater(x, 0), y, mul(y, alpha));
  }
}
