import type { KnownShape, Pass, PixelInterpolation, Shape, Tensor } from '@myelin/core';
import {
  add,
  affineTransform,
  formatShape,
  less,
  mul,
  pixelInterpolations,
  requireNumber,
  requireOneOf,
  reshape,
  ShapeError,
  tensor,
  where,
} from '@myelin/core';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { homography } from './homography.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export interface RandomPerspectiveOptions extends RandomImageOptions {
  /** Chance, in [0, 1], that an image is changed; a pair, or one number above 0, is the range from which the chance is drawn. @defaultValue `1` */
  readonly factor?: FactorLike;
  /** How far corners move, in [0, 1]: by up to half of this share of height and width. @defaultValue `1` */
  readonly scale?: number;
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
  /** Value outside of images. @defaultValue `0` */
  readonly fillValue?: number;
}

export interface Perspective {
  /** Which images are changed: bool, shape `[batch]`. */
  readonly applyPerspective: Tensor;
  /** x and y of where the corners of the image go: upper left, upper right, lower left, lower right. Shape `[batch, 4, 2]`. */
  readonly endPoints: Tensor;
}

const bounds = { min: 0, max: 1 };

/**
 * Shows each image as if seen from the side, in training: its corners move at random.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or images of one row or one column.
 * @source Defaults as Keras 3 `RandomPerspective`. As there, corners move in proportion to their coordinates, so the upper
 * left one stays.
 * @example
 * new RandomPerspective({ scale: 0.5 }).outputShape([null, 28, 28, 1]) // => [null, 28, 28, 1]
 */
export class RandomPerspective extends RandomImageLayer<RandomPerspectiveOptions, Perspective> {
  readonly className: string = 'RandomPerspective';
  readonly #chance: FactorRange;

  constructor(options: RandomPerspectiveOptions = {}) {
    super('RandomPerspective', withFactorRange(options, 'factor', bounds), {
      factor: [0, 1],
      scale: 1,
      interpolation: 'bilinear',
      fillValue: 0,
      dataFormat: 'channels_last',
      seed: null,
    });
    const { factor, scale, interpolation, fillValue } = this.config;
    this.#chance = factorRange('RandomPerspective', 'factor', factor, bounds);
    requireNumber('RandomPerspective', 'scale', scale, bounds);
    requireOneOf('RandomPerspective', 'interpolation', interpolation, pixelInterpolations);
    requireNumber('RandomPerspective', 'fillValue', fillValue);
  }

  protected override imagesShape(images: Shape): Shape {
    if (images[1] !== 1 && images[2] !== 1) return images;
    throw new ShapeError({
      where: 'RandomPerspective',
      problem: `images of one row or one column have no perspective, received ${formatShape(images)} (channels last)`,
      fix: 'pass images of at least 2 by 2 pixels',
    });
  }

  randomTransformation([batch = 1, height = 1, width = 1]: KnownShape, pass: Pass): Perspective {
    const { scale } = this.config;
    const chance = this.uniform(pass, [batch], this.#chance);
    const applyPerspective = less(this.uniform(pass, [batch]), chance);
    const shifts = this.uniform(pass, [batch, 4, 2], [-scale / 2, scale / 2]);
    const [right, bottom] = [width - 1, height - 1];
    const corners = [0, 0, right, 0, 0, bottom, right, bottom];
    const startPoints = tensor(Float32Array.from(corners), 'float32', [1, 4, 2]);
    return { applyPerspective, endPoints: add(startPoints, mul(startPoints, shifts)) };
  }

  transformImages(images: Tensor, perspective: Perspective): Tensor {
    return this.#seen(images, perspective, this.config.interpolation);
  }

  override transformMasks(masks: Tensor, perspective: Perspective): Tensor {
    return this.#seen(masks, perspective, 'nearest');
  }

  #seen(
    images: Tensor,
    { applyPerspective, endPoints }: Perspective,
    interpolation: PixelInterpolation,
  ): Tensor {
    const [, height = 1, width = 1] = images.shape;
    const { fillValue } = this.config;
    const transforms = homography(endPoints, [height, width]);
    const seen = affineTransform(images, transforms, { interpolation, fillValue });
    return where(reshape(applyPerspective, [-1, 1, 1, 1]), seen, images);
  }
}
