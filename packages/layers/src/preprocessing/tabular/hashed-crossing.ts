import type {
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Serializable,
  Shape,
  SymbolicDataType,
  Tensor,
  WeightRecord,
} from '@myelin/core';
import {
  DtypeError,
  formatShapes,
  Layer,
  NdArray,
  required,
  requireOneOf,
  requireWholeNumber,
  ShapeError,
  shapesAgree,
  stringsOf,
  tensor,
} from '@myelin/core';
import { encodeCategoriesOnHost, encodedShape } from '../categories/encode-categories.ts';
import { requireDense } from '../categories/require-dense.ts';
import { crossedBucket } from '../hash/crossed-bucket.ts';
import { withoutDtype } from './keras-dtype.ts';

export interface HashedCrossingOptions extends LayerOptions {
  /** Number of bins. Whole number, at least 1. */
  readonly numBins: number;
  /** Numbers of bins, or rows with a one at the bin. @defaultValue `'int'` */
  readonly outputMode?: 'int' | 'one_hot';
  /** Sparse results, which are not supported. @defaultValue `false` */
  readonly sparse?: boolean;
}

const defaults: OptionDefaults<OwnOptions<HashedCrossingOptions>> = {
  numBins: required,
  outputMode: 'int',
  sparse: false,
};

/**
 * Puts combinations of values into bins: `y = hash(x₁, x₂, …) mod numBins`, the same for all time.
 *
 * Inputs are texts or whole numbers, two or more of them. Hashes take 64-bit arithmetic, which is done in ordinary memory: no
 * program takes the layer in.
 *
 * @shape inputs `[batch]` or `[batch, 1]`, all of one shape
 * @shape output as an input, int32; `[batch, numBins]` in `outputMode` 'one_hot'
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} there are less than two inputs, or they have other shapes.
 * @throws {@link DtypeError} an input is neither texts nor whole numbers.
 * @source Defaults as Keras 3 `HashedCrossing`; hashes as TensorFlow's.
 * @example
 * const [letters, numbers] = [tensor(['A', 'B']), tensor([101, 101])];
 * new HashedCrossing({ numBins: 5 }).apply([letters, numbers]).arraySync() // => [1, 4]
 */
export class HashedCrossing extends Layer<
  HashedCrossingOptions,
  WeightRecord,
  readonly Tensor[],
  Tensor
> {
  readonly className: string = 'HashedCrossing';
  protected override readonly callArguments: CallArguments<object> = {};

  protected override get takesList(): boolean {
    return true;
  }

  /** It reads texts, and computes with 64 bits. */
  override get runsOnHost(): boolean {
    return true;
  }

  constructor(options: HashedCrossingOptions) {
    super('HashedCrossing', options, defaults, [
      (options?.outputMode ?? 'int') === 'int' ? 'int32' : 'float32',
    ]);
    const { numBins, outputMode, sparse } = this.config;
    requireWholeNumber('HashedCrossing', 'numBins', numBins, { min: 1 });
    requireOneOf('HashedCrossing', 'outputMode', outputMode, ['int', 'one_hot']);
    requireDense('HashedCrossing', 'sparse', sparse);
  }

  outputShape(inputs: readonly Shape[]): Shape {
    const shape = requireAlike(inputs);
    const { outputMode, numBins } = this.config;
    return outputMode === 'int' ? shape : encodedShape(shape, outputMode, numBins);
  }

  override outputTypes(): readonly SymbolicDataType[] {
    return [this.config.outputMode === 'int' ? 'int32' : 'float32'];
  }

  /** Keras's class takes fewer options than its other layers. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { trainable: _, ...config } = usual();
    return { ...config, dtype: this.config.outputMode === 'int' ? 'int64' : 'float32' };
  }

  static fromKeras<Made extends Serializable>(
    config: JsonRecord,
    usual: (config: JsonRecord) => Made,
  ): Made {
    return usual(withoutDtype(config));
  }

  protected build(): WeightRecord {
    return {};
  }

  protected call(inputs: readonly Tensor[]): Tensor {
    const { outputMode, numBins } = this.config;
    const shape = inputs[0]?.shape ?? [];
    const columns = inputs.map(valuesOf);
    const bins = Int32Array.from({ length: shape[0] ?? 1 }, (_, i) =>
      crossedBucket(
        columns.map((column) => column[i] as string | number),
        numBins,
      ),
    );
    if (outputMode === 'int') return tensor(new NdArray(bins, shape));
    return encodeCategoriesOnHost(bins, shape, outputMode, numBins);
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}

/** The shape that all inputs have. */
function requireAlike(inputs: readonly Shape[]): Shape {
  const isList = Array.isArray(inputs) && inputs.every(Array.isArray);
  const [first = [], ...others] = isList ? inputs : [];
  const isColumn = first.length === 1 || (first.length === 2 && first[1] === 1);
  if (isColumn && others.length > 0 && others.every((shape) => shapesAgree(shape, first))) {
    return first;
  }
  throw new ShapeError({
    where: 'HashedCrossing',
    problem: `the input must be a list of at least two tensors of one shape, [batch] or [batch, 1], received shapes ${formatShapes(inputs)}`,
    fix: 'pass for example layer.apply([tensor(letters), tensor(numbers)])',
  });
}

function valuesOf(x: Tensor): ArrayLike<string | number> {
  if (x.dtype === 'string') return stringsOf(x).data;
  if (x.dtype === 'int32') return x.dataSync();
  throw new DtypeError({
    where: 'HashedCrossing',
    problem: `the input must be texts or whole numbers, received element type ${x.dtype}`,
    fix: "turn the tensor into whole numbers first, for example with cast(x, 'int32'), or use a Discretization layer",
  });
}
