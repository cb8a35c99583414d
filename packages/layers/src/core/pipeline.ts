import type {
  AnyLayer,
  CallArguments,
  GivenCall,
  JsonRecord,
  LayerOptions,
  Pass,
  ShapesOf,
  SymbolicCall,
  SymbolicLike,
  SymbolicLikeOf,
  SymbolicOf,
  SymbolicTensor,
  Tensor,
  TensorLike,
  Tensors,
  WithLeaves,
} from '@myelin/core';
import { ArgumentError, ComposedLayer, describe, isLayer, required } from '@myelin/core';

export interface PipelineOptions extends LayerOptions {
  /** The layers, in the order in which they are applied. */
  readonly layers: readonly AnyLayer[];
}

/**
 * Layers applied one after the other, as one layer: for preprocessing and augmentation.
 *
 * @shape input as the first layer takes it, also a record such as `{ images, labels }`
 * @shape output as the last layer gives it; the input if there is none
 * @weights those of the layers
 * @throws {@link ArgumentError} `layers` is not a list of layers.
 * @throws {@link ShapeError} a layer cannot take what the one before it gives.
 * @source Keras 3 `Pipeline`.
 * @example
 * const pipeline = new Pipeline({ layers: [new CenterCrop({ height: 2, width: 2 }), new Rescaling({ scale: 1 / 255 })] });
 * pipeline.outputShape([null, 4, 4, 3]) // => [null, 2, 2, 3]
 */
export class Pipeline extends ComposedLayer<PipelineOptions, Tensors, Tensors> {
  readonly className: string = 'Pipeline';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly layers: readonly AnyLayer[];

  constructor(options: PipelineOptions) {
    super('Pipeline', options, { layers: required });
    this.layers = requireLayers(this.config.layers);
  }

  /** Keras writes no more of it. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { layers = [], name = this.name } = usual();
    return { layers, name };
  }

  override apply(x: SymbolicLike, options?: SymbolicCall<object, Tensor>): SymbolicTensor;
  override apply(x: TensorLike, options?: GivenCall<object, Tensor>): Tensor;
  override apply(
    x: SymbolicLikeOf<Tensors>,
    options?: SymbolicCall<object, Tensors>,
  ): SymbolicOf<Tensors>;
  override apply(
    x: WithLeaves<Tensors, Tensor, TensorLike>,
    options?: GivenCall<object, Tensors>,
  ): Tensors;
  override apply(x: unknown, options?: object): never {
    return super.apply(x as never, options as never) as never;
  }

  override outputShape(input: ShapesOf<Tensors>): ShapesOf<Tensors> {
    return this.layers.reduce((shapes, layer) => layer.outputShape(shapes), input);
  }

  protected call(x: Tensors, _weights: object, pass: Pass): Tensors {
    return this.layers.reduce((values, layer) => layer.forward(values, pass), x);
  }

  /** The layers see what they would see without the pipeline. */
  protected override get castsInput(): boolean {
    return false;
  }
}

function requireLayers(value: unknown): readonly AnyLayer[] {
  if (Array.isArray(value) && value.every(isLayer)) return value;
  throw new ArgumentError({
    where: 'Pipeline',
    problem: `\`layers\` must be a list of layers, received ${describe(value)}`,
    fix: 'pass for example { layers: [new Rescaling({ scale: 1 / 255 })] }',
  });
}
