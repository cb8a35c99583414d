import {
  describe,
  type JsonRecord,
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  required,
  SerializationError,
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

  /** @internal */
  static fromKeras({ batch_shape: shape = null, name = null }: JsonRecord): Input {
    if (!Array.isArray(shape)) {
      throw new SerializationError({
        where: 'InputLayer',
        problem: `\`batch_shape\` must be a list, received ${describe(shape)}`,
        fix: 'check the file for damage',
      });
    }
    const sample = shape.slice(1) as Shape;
    return new Input({ shape: sample, ...(typeof name === 'string' && { name }) });
  }

  toKeras(): JsonRecord {
    return {
      batch_shape: [null, ...this.config.shape],
      dtype: 'float32',
      sparse: false,
      ragged: false,
      name: this.name,
      optional: false,
    };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor): Tensor {
    return x;
  }
}
