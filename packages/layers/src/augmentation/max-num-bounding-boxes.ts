import type {
  CallArguments,
  JsonRecord,
  Shape,
  ShapesOf,
  SymbolicDataType,
  Tensor,
  WeightRecord,
} from '@myelin/core';
import {
  ArgumentError,
  isShape,
  isTensor,
  Layer,
  pad,
  required,
  requireOneOf,
  requireRank,
  requireWholeNumber,
  slice,
} from '@myelin/core';
import type { ImageOptions } from '../preprocessing/image/image-layer.ts';
import { requireDataFormat } from '../spatial/data-format.ts';
import type { AnnotatedImages, ImagesOrAnnotated } from './annotated-images.ts';
import type { BoundingBoxes, BoundingBoxFormat } from './bounding-boxes.ts';
import { boundingBoxFormats } from './bounding-boxes.ts';

export interface MaxNumBoundingBoxesOptions extends ImageOptions {
  /** Number of boxes of each image afterwards. Whole number, at least 1. */
  readonly maxNumber: number;
  /** What boxes and labels consist of that were added. Whole number. @defaultValue `-1` */
  readonly fillValue?: number;
  /** What the numbers of boxes are. Makes no difference here; Keras's files have it. @defaultValue `null` */
  readonly boundingBoxFormat?: BoundingBoxFormat | null;
}

/**
 * Gives every image the same number of bounding boxes, in training and otherwise: those beyond `maxNumber` are left out, and
 * what is missing is filled with `fillValue`.
 *
 * @shape input a record: `images`, `boundingBoxes` with `boxes` `[batch, boxes, 4]` and `labels` `[batch, boxes]`, and what else there is; of a single image without the batch axis
 * @shape output as the input, with `maxNumber` boxes
 * @throws {@link ArgumentError} an option is out of its domain, or bounding boxes have other parts.
 * @throws {@link ShapeError} images of a rank other than 3 or 4, or boxes and labels of another rank than those above.
 * @source Defaults as Keras 3 `MaxNumBoundingBoxes`, which wants to know the format of the boxes.
 * @example
 * const boundingBoxes = { boxes: [null, 3, 4], labels: [null, 3] };
 * new MaxNumBoundingBoxes({ maxNumber: 10 }).outputShape({ images: [null, 8, 8, 3], boundingBoxes }).boundingBoxes.boxes // => [null, 10, 4]
 */
export class MaxNumBoundingBoxes extends Layer<
  MaxNumBoundingBoxesOptions,
  WeightRecord,
  ImagesOrAnnotated,
  ImagesOrAnnotated
> {
  readonly className: string = 'MaxNumBoundingBoxes';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #maxNumber: number;
  readonly #fillValue: number;

  constructor(options: MaxNumBoundingBoxesOptions) {
    const where = 'MaxNumBoundingBoxes';
    super(where, options, {
      maxNumber: required,
      fillValue: -1,
      boundingBoxFormat: null,
      dataFormat: 'channels_last',
    });
    const { maxNumber, fillValue, boundingBoxFormat, dataFormat } = this.config;
    this.#maxNumber = requireWholeNumber(where, 'maxNumber', maxNumber, { min: 1 });
    this.#fillValue = requireWholeNumber(where, 'fillValue', fillValue);
    requireDataFormat(where, dataFormat);
    if (boundingBoxFormat !== null) {
      requireOneOf(where, 'boundingBoxFormat', boundingBoxFormat, boundingBoxFormats);
    }
  }

  /** Keras writes the format only where there is one. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { bounding_box_format: format = null, ...rest } = usual();
    return format === null ? rest : { ...rest, bounding_box_format: format };
  }

  outputShape(input: Shape): Shape;
  outputShape(input: ShapesOf<AnnotatedImages>): ShapesOf<AnnotatedImages>;
  outputShape(input: ShapesOf<ImagesOrAnnotated>): ShapesOf<ImagesOrAnnotated>;
  outputShape(input: ShapesOf<ImagesOrAnnotated>): ShapesOf<ImagesOrAnnotated> {
    const images = isShape(input) ? input : input?.images;
    requireRank(this.className, images, { min: 3, max: 4 });
    if (isShape(input) || !input.boundingBoxes) return input;
    const { boxes, labels } = this.#shapesOfBoxes(input.boundingBoxes, images.length - 3);
    return { ...input, boundingBoxes: { boxes, labels } };
  }

  override outputTypes(inputs: readonly SymbolicDataType[]): readonly SymbolicDataType[] {
    return inputs;
  }

  protected build(): WeightRecord {
    return {};
  }

  protected call(x: ImagesOrAnnotated): ImagesOrAnnotated {
    if (isTensor(x) || !x.boundingBoxes) return x;
    const { boxes, labels } = x.boundingBoxes;
    const axis = boxes.rank - 2;
    return {
      ...x,
      boundingBoxes: { boxes: this.#resized(boxes, axis), labels: this.#resized(labels, axis) },
    };
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  #shapesOfBoxes(given: ShapesOf<BoundingBoxes>, batchAxes: number): ShapesOf<BoundingBoxes> {
    const names = Object.keys(given).sort();
    if (names.join() !== 'boxes,labels') {
      throw new ArgumentError({
        where: this.className,
        problem: `\`boundingBoxes\` must have \`boxes\` and \`labels\`, received { ${names.join(', ')} }`,
        fix: 'pass { images, boundingBoxes: { boxes, labels } }',
      });
    }
    const { boxes, labels } = given;
    requireRank(this.className, boxes, { min: batchAxes + 2, max: batchAxes + 2 });
    requireRank(this.className, labels, { min: batchAxes + 1, max: batchAxes + 1 });
    const batch = boxes.slice(0, batchAxes);
    return { boxes: [...batch, this.#maxNumber, 4], labels: [...batch, this.#maxNumber] };
  }

  #resized(x: Tensor, axis: number): Tensor {
    const count = x.shape[axis] ?? 0;
    const kept = slice(
      x,
      x.shape.map(() => 0),
      x.shape.map((size, i) => (i === axis ? Math.min(size, this.#maxNumber) : size)),
    );
    const missing = Math.max(0, this.#maxNumber - count);
    const paddings = x.shape.map((_, i) => [0, i === axis ? missing : 0] as const);
    return pad(kept, paddings, this.#fillValue);
  }
}
