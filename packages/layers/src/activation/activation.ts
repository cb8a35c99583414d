import type {
  ActivationFunction,
  ActivationName,
  CallArguments,
  LayerOptions,
  Pass,
  Shape,
  Tensor,
} from '@myelin/core';
import { activation, required, WeightlessLayer } from '@myelin/core';

export interface ActivationOptions extends LayerOptions {
  /** Name of an activation, or a function of one tensor. */
  readonly activation: ActivationName | ActivationFunction;
}

/**
 * Applies an activation: `y = activation(x)`.
 *
 * @shape input any
 * @shape output as the input
 * @throws {@link ArgumentError} `activation` is not known.
 * @source Keras 3 `Activation`.
 * @example
 * new Activation({ activation: 'relu' }).apply([[-1, 2]]).arraySync() // => [[0, 2]]
 */
export class Activation extends WeightlessLayer<ActivationOptions> {
  readonly className: string = 'Activation';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #activation: ActivationFunction;

  constructor(options: ActivationOptions) {
    super('Activation', options, { activation: required });
    this.#activation = activation('Activation', this.config.activation);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor, _weights: unknown, pass: Pass): Tensor {
    return pass.activate(this.asAny, this.#activation, x);
  }
}
