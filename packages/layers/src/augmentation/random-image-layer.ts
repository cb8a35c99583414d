import type {
  KnownShape,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import { add, mul, requireSeed } from '@myelin/core';
import type { ImageOptions } from '../preprocessing/image/image-layer.ts';
import { ImageLayer } from '../preprocessing/image/image-layer.ts';
import type { ImagesOrAnnotated } from './annotated-images.ts';
import type { FactorRange } from './factor-range.ts';
import type { RandomNumbers } from './gamma-draws.ts';

export interface RandomImageOptions extends ImageOptions {
  /** Fixes what is drawn in which step, whatever `setRandomSeed` says. @defaultValue `null` */
  readonly seed?: number | null;
}

/**
 * A layer that changes images at random in training, and hands them on otherwise.
 *
 * What is random is apart from what is done: `randomTransformation` draws, `transformImages` is a function of the draw. So one
 * draw can be applied to several things that belong together.
 */
export abstract class RandomImageLayer<
  Options extends RandomImageOptions = RandomImageOptions,
  Transformation extends object = object,
> extends ImageLayer<Options> {
  readonly #seed: number | null;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    const { seed } = this.config as unknown as Required<RandomImageOptions>;
    this.#seed = requireSeed(className, seed);
  }

  /**
   * Draws what is done to each image of a batch.
   *
   * @param images - Shape `[batch, height, width, channels]`.
   */
  abstract randomTransformation(images: KnownShape, pass: Pass): Transformation;

  /**
   * Does it.
   *
   * @param images - `[batch, height, width, channels]`, float32.
   */
  abstract transformImages(images: Tensor, transformation: Transformation): Tensor;

  /** Does the same to segmentation masks, whose values are no colors. Without it they stay as they are. */
  transformMasks?(masks: Tensor, transformation: Transformation): Tensor;

  /** What becomes of images outside of training, where they are not handed on as they are. */
  protected transformAtInference?(images: Tensor): Tensor;

  /** What becomes of segmentation masks then. */
  protected transformMasksAtInference?(masks: Tensor): Tensor;

  protected imagesShape(images: Shape): Shape {
    return images;
  }

  protected call(
    x: ImagesOrAnnotated,
    _weights: WeightValues<WeightRecord>,
    pass: Pass,
  ): ImagesOrAnnotated {
    if (!pass.training) {
      const otherwise = this.transformAtInference?.bind(this);
      return otherwise
        ? this.onImages(x, otherwise, this.transformMasksAtInference?.bind(this))
        : x;
    }
    const transformation = this.randomTransformation(this.shapeOfImages(x), pass);
    return this.onImages(
      x,
      (images) => this.transformImages(images, transformation),
      (masks) => this.transformMasks?.(masks, transformation) ?? masks,
    );
  }

  /** Random numbers in [low, high), by the layer's own seed if it has one. */
  protected uniform(pass: Pass, shape: KnownShape, [low, high]: FactorRange = [0, 1]): Tensor {
    const numbers = pass.uniform(shape, this.#seed);
    return low === 0 && high === 1 ? numbers : add(mul(numbers, high - low), low);
  }

  /** Standard normal random numbers, by the layer's own seed if it has one. */
  protected normal(pass: Pass, shape: KnownShape): Tensor {
    return pass.normal(shape, this.#seed);
  }

  /** Both for functions that draw. */
  protected numbersOf(pass: Pass): RandomNumbers {
    return {
      uniform: (shape) => this.uniform(pass, shape),
      normal: (shape) => this.normal(pass, shape),
    };
  }
}
