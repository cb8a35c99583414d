import type { KnownShape, Pass, PixelInterpolation, Shape, Tensor } from '@myelin/core';
import {
  add,
  cast,
  floor,
  gather,
  range,
  required,
  resizeImages,
  slice,
  tensor,
} from '@myelin/core';
import { smartResize, windowWithRatio } from '../preprocessing/image/aspect-ratio.ts';
import type { ImageSizeOptions } from '../preprocessing/image/image-size.ts';
import { requireImageSize, resizedShape } from '../preprocessing/image/image-size.ts';
import type { Pair } from '../spatial/per-axis.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export interface RandomCropOptions extends RandomImageOptions, ImageSizeOptions {}

export interface Crop {
  /** First row: int32, rank 0. */
  readonly heightStart: Tensor;
  /** First column: int32, rank 0. */
  readonly widthStart: Tensor;
}

/**
 * Cuts a window out of images: in training at random, at one place for the whole batch, and otherwise the largest one in
 * the middle that has the right proportions, resized.
 *
 * In training the place is random where the images are larger than the window in both directions. Else the window begins
 * where the one with the right proportions would, and what there is of it is resized.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output the same with the new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Keras 3 `RandomCrop`. Outside of training we do what its documentation says; Keras 3.15 hands the images on
 * uncropped, against its own output shape. Segmentation masks are read with `'nearest'`, where Keras mixes class numbers.
 * @example
 * new RandomCrop({ height: 24, width: 24 }).outputShape([null, 32, 32, 3]) // => [null, 24, 24, 3]
 */
export class RandomCrop extends RandomImageLayer<RandomCropOptions, Crop> {
  readonly className: string = 'RandomCrop';
  readonly #size: Pair;

  constructor(options: RandomCropOptions) {
    super('RandomCrop', options, {
      height: required,
      width: required,
      dataFormat: 'channels_last',
      seed: null,
    });
    this.#size = requireImageSize('RandomCrop', this.config);
  }

  /** The images of a batch are cut at one place. */
  override get mixesSamples(): boolean {
    return true;
  }

  protected override imagesShape(images: Shape): Shape {
    return resizedShape(images, this.#size);
  }

  randomTransformation(images: KnownShape, pass: Pass): Crop {
    const [, imageHeight = 1, imageWidth = 1] = images;
    const [height, width] = this.#size;
    if (!this.#isLarger(images)) {
      const { top, left } = windowWithRatio([imageHeight, imageWidth], this.#size);
      return { heightStart: tensor(top, 'int32'), widthStart: tensor(left, 'int32') };
    }
    const start = (room: number): Tensor =>
      cast(floor(this.uniform(pass, [], [0, room + 1])), 'int32');
    return { heightStart: start(imageHeight - height), widthStart: start(imageWidth - width) };
  }

  transformImages(images: Tensor, crop: Crop): Tensor {
    return this.#cut(images, crop, 'bilinear');
  }

  override transformMasks(masks: Tensor, crop: Crop): Tensor {
    return this.#cut(masks, crop, 'nearest');
  }

  protected override transformAtInference(images: Tensor): Tensor {
    return smartResize(images, this.#size, 'bilinear');
  }

  protected override transformMasksAtInference(masks: Tensor): Tensor {
    return smartResize(masks, this.#size, 'nearest');
  }

  #cut(
    images: Tensor,
    { heightStart, widthStart }: Crop,
    interpolation: PixelInterpolation,
  ): Tensor {
    const [height, width] = this.#size;
    if (!this.#isLarger(images.shape)) return this.#resizedWindow(images, interpolation);
    const rows = gather(images, add(firstNumbers(height), heightStart), 1);
    return gather(rows, add(firstNumbers(width), widthStart), 2);
  }

  #isLarger([, height = 1, width = 1]: KnownShape): boolean {
    return height > this.#size[0] && width > this.#size[1];
  }

  #resizedWindow(images: Tensor, interpolation: PixelInterpolation): Tensor {
    const [batch = 1, imageHeight = 1, imageWidth = 1, channels = 1] = images.shape;
    const { top, left } = windowWithRatio([imageHeight, imageWidth], this.#size);
    const rows = Math.min(this.#size[0], imageHeight - top);
    const columns = Math.min(this.#size[1], imageWidth - left);
    const window = slice(images, [0, top, left, 0], [batch, rows, columns, channels]);
    return resizeImages(window, this.#size, { interpolation });
  }
}

const firstNumbers = (count: number): Tensor => cast(range(0, count), 'int32');
