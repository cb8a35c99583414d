import {
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  required,
  type Shape,
  type Tensor,
  WeightlessLayer,
} from '@myelin/core';

export interface InputOptions extends LayerOptions {
  /** Shape of one sample; null where a size may vary. */
  readonly shape: Shape;
}

const defaults: OptionDefaults<OwnOptions<InputOptions>> = { shape: required };

/**
 * Tells a model the shape of its samples; computes nothing.
 *
 * @example
 * new Sequential([new Input({ shape: [784] }), new Dense({ units: 10 })])
 */
export class Input extends WeightlessLayer<InputOptions> {
  readonly className = 'InputLayer';

  constructor(options: InputOptions) {
    super('InputLayer', { inputShape: options.shape, ...options }, defaults);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}
