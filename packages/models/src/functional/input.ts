import {
  ArgumentError,
  describe,
  type JsonRecord,
  type LayerOptions,
  type OptionDefaults,
  type OwnOptions,
  recordCall,
  required,
  requireOneOf,
  requireOptions,
  SerializationError,
  type Shape,
  type SymbolicDataType,
  type SymbolicTensor,
  symbolicValue,
  type Tensor,
  WeightlessLayer,
} from '@myelin/core';

export interface InputOptions extends LayerOptions {
  /** Shape of one sample; null where a size may vary. */
  readonly shape: Shape;
  /** Element type of the data. @defaultValue `'float32'` */
  readonly dtype?: SymbolicDataType;
}

const defaults: OptionDefaults<OwnOptions<InputOptions>> = { shape: required };

const dataTypes: readonly SymbolicDataType[] = ['float32', 'int32', 'bool', 'string'];

/**
 * Where a model begins: tells the shape of its samples, and computes nothing.
 *
 * Layers that are called on it become part of a graph, of which {@link Model} makes a model; in a `Sequential` it stands
 * first.
 *
 * @example
 * const x = new Input({ shape: [784] });
 * const y = new Dense({ units: 10 }).apply(x);
 * const model = new Model({ inputs: x, outputs: y });
 */
export class Input extends WeightlessLayer<InputOptions> {
  readonly className = 'InputLayer';
  readonly [symbolicValue]: SymbolicTensor;

  constructor(options: InputOptions) {
    super('InputLayer', withInputShape(options), defaults, dataTypes);
    const shape = [null, ...this.config.shape];
    const type = this.config.dtype ?? 'float32';
    this[symbolicValue] = recordCall(
      { layer: this.asAny, inputs: undefined, options: {}, isFirst: true },
      shape,
      [type],
    ) as SymbolicTensor;
  }

  /** @internal */
  static fromKeras({ batch_shape: shape = null, name = null, dtype = null }: JsonRecord): Input {
    if (!Array.isArray(shape)) {
      throw new SerializationError({
        where: 'InputLayer',
        problem: `\`batch_shape\` must be a list, received ${describe(shape)}`,
        fix: 'check the file for damage',
      });
    }
    return new Input({
      shape: shape.slice(1) as Shape,
      ...(typeof name === 'string' && { name }),
      ...(typeof dtype === 'string' && { dtype: dataTypeOf(dtype) }),
    });
  }

  toKeras(): JsonRecord {
    return {
      batch_shape: [null, ...this.config.shape],
      dtype: this.config.dtype ?? 'float32',
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

/** @throws {@link ArgumentError} `shape` is no list of sizes. */
function withInputShape(options: InputOptions): InputOptions {
  requireOptions('Input', options);
  const { shape } = options;
  const isShape =
    Array.isArray(shape) && shape.every((n) => n === null || (Number.isInteger(n) && n >= 1));
  if (isShape) return { inputShape: shape, ...options };
  throw new ArgumentError({
    where: 'Input',
    problem: `\`shape\` must be a list of sizes of at least 1 (null where unknown), received ${describe(shape)}`,
    fix: 'pass the shape of one sample, for example { shape: [28, 28] }',
  });
}

/** Element types of Keras that we have under another name. */
function dataTypeOf(dtype: string): SymbolicDataType {
  if (/^u?int(8|16|32|64)$/.test(dtype)) return 'int32';
  if (/^(b?float16|float64)$/.test(dtype)) return 'float32';
  return requireOneOf('InputLayer', 'dtype', dtype, dataTypes);
}
