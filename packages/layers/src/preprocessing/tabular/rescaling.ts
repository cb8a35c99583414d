import type { CallArguments, LayerOptions, NdArray, Shape, Tensor } from '@myelin/core';
import { add, mul, required, WeightlessLayer } from '@myelin/core';
import type { Numbers } from '../numbers.ts';
import { requireNumbers } from '../numbers.ts';

export interface RescalingOptions extends LayerOptions {
  /** Factor: a number, or lists that are broadcast to the input. */
  readonly scale: Numbers;
  /** What is added after the factor. @defaultValue `0` */
  readonly offset?: Numbers;
}

/**
 * Stretches and shifts: `y = x · scale + offset`. Pixels in 0…255 come into [0, 1] with `scale: 1 / 255`.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `scale` or `offset` is not numbers.
 * @source Defaults as Keras 3 `Rescaling`.
 * @example
 * new Rescaling({ scale: 2, offset: -1 }).apply([[0, 1]]).arraySync() // => [[-1, 1]]
 */
export class Rescaling extends WeightlessLayer<RescalingOptions> {
  readonly className: string = 'Rescaling';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #scale: NdArray;
  readonly #offset: NdArray;

  constructor(options: RescalingOptions) {
    super('Rescaling', options, { scale: required, offset: 0 });
    this.#scale = requireNumbers('Rescaling', 'scale', this.config.scale);
    this.#offset = requireNumbers('Rescaling', 'offset', this.config.offset);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return add(mul(x, this.#scale), this.#offset);
  }
}
