import type { CallArguments, LayerOptions, Shape, Tensor } from '@myelin/core';
import { WeightlessLayer } from '@myelin/core';

/**
 * Hands its input on: `y = x`.
 *
 * @shape input any
 * @shape output as the input
 * @source Keras 3 `Identity`.
 * @example
 * new Identity().apply([1, 2]).arraySync() // => [1, 2]
 */
export class Identity extends WeightlessLayer<LayerOptions> {
  readonly className: string = 'Identity';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: LayerOptions = {}) {
    super('Identity', options, {});
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }

  protected override get castsInput(): boolean {
    return false;
  }
}
