import type {
  OptionDefaults,
  OwnOptions,
  Pass,
  ShapesOf,
  Tensor,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import { formatShape, isShape, isTensor, ShapeError, shapesOf } from '@myelin/core';
import type { AnnotatedImages, ImagesOrAnnotated } from './annotated-images.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export const mixingDefaults: OptionDefaults<OwnOptions<RandomImageOptions>> = {
  dataFormat: 'channels_last',
  seed: null,
};

/**
 * A layer that mixes each image of a batch with another one at random, and its labels with those of the other. Only in
 * training; a single image stays as it is.
 */
export abstract class MixingLayer<
  Options extends RandomImageOptions,
  Transformation extends object,
> extends RandomImageLayer<Options, Transformation> {
  /** Mixes what there is one row of for each image. */
  abstract transformLabels(labels: Tensor, transformation: Transformation): Tensor;

  override transformMasks(masks: Tensor, transformation: Transformation): Tensor {
    return this.transformImages(masks, transformation);
  }

  /** An image depends on those that it may be mixed with. */
  override get mixesSamples(): boolean {
    return true;
  }

  protected override checkInput(input: ShapesOf<ImagesOrAnnotated>): void {
    super.checkInput(input);
    if (!isShape(input)) requireRows(this.className, input);
  }

  protected override call(
    x: ImagesOrAnnotated,
    _weights: WeightValues<WeightRecord>,
    pass: Pass,
  ): ImagesOrAnnotated {
    // Not only when the layer is built: class numbers would be mixed silently.
    if (!isTensor(x)) requireRows(this.className, shapesOf(x));
    const images = isTensor(x) ? x : x.images;
    if (!pass.training || images.rank === 3) return x;
    const transformation = this.randomTransformation(this.shapeOfImages(x), pass);
    const y = this.onImages(
      x,
      (batch) => this.transformImages(batch, transformation),
      (masks) => this.transformMasks(masks, transformation),
    );
    if (isTensor(y) || !y.labels) return y;
    return { ...y, labels: this.transformLabels(y.labels, transformation) };
  }
}

/** Labels have a row for each image of a batch. */
function requireRows(where: string, { images, labels }: ShapesOf<AnnotatedImages>): void {
  if (!labels || labels.length >= images.length - 2) return;
  throw new ShapeError({
    where,
    problem: `\`labels\` of shape ${formatShape(labels)} are class numbers, which cannot be mixed`,
    fix: 'turn them into rows of shares first, for example with oneHot(labels, classes)',
  });
}
