import type {
  CallArguments,
  CallOptions,
  KnownShape,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  ShapesOf,
  SymbolicCall,
  SymbolicLike,
  SymbolicLikeOf,
  SymbolicOf,
  SymbolicTensor,
  Tensor,
  TensorLike,
  WeightRecord,
  WithLeaves,
} from '@myelin/core';
import {
  ArgumentError,
  expandDims,
  isShape,
  isTensor,
  Layer,
  requireRank,
  squeeze,
} from '@myelin/core';
import type {
  AnnotatedArrays,
  AnnotatedImages,
  ImagesOrAnnotated,
} from '../../augmentation/annotated-images.ts';
import type { DataFormat } from '../../spatial/data-format.ts';
import {
  inFormat,
  requireDataFormat,
  shapeInFormat,
  shapeWithChannelsLast,
  withChannelsLast,
} from '../../spatial/data-format.ts';

export interface ImageOptions extends LayerOptions {
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/** Images have no masks by time steps. */
type ImageCallOptions = Pick<CallOptions, 'training'>;

/**
 * A layer without weights that takes a batch of images or a single one, in either data format; or a record of `images`,
 * `labels`, which it hands on, and `segmentationMasks`, which follow the images where those change their form.
 */
export abstract class ImageLayer<Options extends ImageOptions = ImageOptions> extends Layer<
  Options,
  WeightRecord,
  ImagesOrAnnotated,
  ImagesOrAnnotated
> {
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #dataFormat: DataFormat;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    const { dataFormat } = this.config as unknown as Required<ImageOptions>;
    this.#dataFormat = requireDataFormat(className, dataFormat);
  }

  override apply(images: SymbolicLike, options?: ImageCallOptions): SymbolicTensor;
  override apply(images: TensorLike, options?: ImageCallOptions): Tensor;
  override apply(labeled: AnnotatedArrays, options?: ImageCallOptions): AnnotatedImages;
  override apply(
    x: SymbolicLikeOf<ImagesOrAnnotated>,
    options?: SymbolicCall<object, ImagesOrAnnotated>,
  ): SymbolicOf<ImagesOrAnnotated>;
  override apply(
    x: WithLeaves<ImagesOrAnnotated, Tensor, TensorLike>,
    options?: ImageCallOptions,
  ): ImagesOrAnnotated;
  override apply(x: unknown, options?: object): never {
    return super.apply(x as never, options as never) as never;
  }

  outputShape(input: Shape): Shape;
  outputShape(input: ShapesOf<AnnotatedImages>): ShapesOf<AnnotatedImages>;
  outputShape(input: ShapesOf<ImagesOrAnnotated>): ShapesOf<ImagesOrAnnotated>;
  outputShape(input: ShapesOf<ImagesOrAnnotated>): ShapesOf<ImagesOrAnnotated> {
    if (isShape(input)) return this.#shapeAfter(input, (images) => this.imagesShape(images));
    requireParts(this.className, input, this.keepsPlaces);
    const { images, segmentationMasks: masks, ...labels } = input;
    const sized = this.#shapeAfter(images, (shape) => this.imagesShape(shape));
    const [, height = null, width = null] = this.#batchShape(sized);
    const withSize = ([batch = null, , , channels = null]: Shape): Shape => [
      batch,
      height,
      width,
      channels,
    ];
    return {
      images: sized,
      ...(masks && { segmentationMasks: this.#shapeAfter(masks, withSize) }),
      ...labels,
    };
  }

  /**
   * Shape of the results for a batch of images, both `[batch, height, width, channels]`. What the layer asks of images
   * is checked here.
   */
  protected abstract imagesShape(images: Shape): Shape;

  /** Whether pixels stay where they are, so that bounding boxes can be handed on. */
  protected get keepsPlaces(): boolean {
    return false;
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected build(): WeightRecord {
    return {};
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  /** `[batch, height, width, channels]` of the images of an input. */
  protected shapeOfImages(x: ImagesOrAnnotated): KnownShape {
    return this.#batchShape((isTensor(x) ? x : x.images).shape) as KnownShape;
  }

  /**
   * Runs `f` on the images of an input, as a batch with channels last; the result has the form of the input.
   *
   * @param onMasks - What becomes of segmentation masks, in that form. Without it they stay.
   */
  protected onImages<In extends ImagesOrAnnotated>(
    x: In,
    f: (images: Tensor) => Tensor,
    onMasks?: (masks: Tensor) => Tensor,
  ): In {
    if (isTensor(x)) return this.#onBatch(x, f) as Tensor & In;
    const { images, segmentationMasks: masks } = x as AnnotatedImages;
    return {
      ...x,
      images: this.#onBatch(images, f),
      ...(masks && onMasks && { segmentationMasks: this.#onBatch(masks, onMasks) }),
    };
  }

  #onBatch(x: Tensor, f: (images: Tensor) => Tensor): Tensor {
    const batch = x.rank === 3 ? expandDims(x, 0) : x;
    const y = inFormat(f(withChannelsLast(batch, this.#dataFormat)), this.#dataFormat);
    return x.rank === 3 ? squeeze(y, [0]) : y;
  }

  #batchShape(shape: Shape): Shape {
    requireRank(this.className, shape, { min: 3, max: 4 });
    return shapeWithChannelsLast(shape.length === 3 ? [1, ...shape] : shape, this.#dataFormat);
  }

  #shapeAfter(shape: Shape, change: (images: Shape) => Shape): Shape {
    const output = shapeInFormat(change(this.#batchShape(shape)), this.#dataFormat);
    return shape.length === 3 ? output.slice(1) : output;
  }
}

const parts: readonly string[] = ['images', 'labels', 'segmentationMasks'];

function requireParts(where: string, record: unknown, withBoxes: boolean): void {
  const known = withBoxes ? [...parts, 'boundingBoxes'] : parts;
  const names = Object.keys(record ?? {});
  if (names.includes('images') && names.every((name) => known.includes(name))) return;
  const others = known.slice(1).map((name) => `\`${name}\``);
  const listed = `${others.slice(0, -1).join(', ')} and ${others.at(-1)}`;
  throw new ArgumentError({
    where,
    problem: `the input must have \`images\`, and may have ${listed}, received { ${names.join(', ')} }`,
    fix: 'pass images alone, or for example { images, labels }',
  });
}
