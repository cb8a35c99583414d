import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import { greater, mul, requireNumber, WeightlessLayer, where } from '@myelin/core';

export interface LeakyReLUOptions extends LayerOptions {
  /** Slope for negative inputs. @defaultValue `0.3` */
  readonly negativeSlope?: number;
}

/**
 * Leaky rectified linear unit: `y = x` where positive, `negativeSlope · x` elsewhere.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `negativeSlope` is not a number.
 * @source Maas et al. 2013; the default is that of Keras 3's layer, its function `leaky_relu` has 0.2.
 * @example
 * new LeakyReLU({ negativeSlope: 0.5 }).apply([[-1, 2]]).arraySync() // => [[-0.5, 2]]
 */
export class LeakyReLU extends WeightlessLayer<LeakyReLUOptions> {
  readonly className: string = 'LeakyReLU';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: LeakyReLUOptions = {}) {
    super('LeakyReLU', options, { negativeSlope: 0.3 });
    requireNumber('LeakyReLU', 'negativeSlope', this.config.negativeSlope);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return where(greater(x, 0), x, mul(x, this.config.negativeSlope));
  }
}
