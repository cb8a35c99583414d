import type {
  ImageFillMode,
  KnownShape,
  OptionDefaults,
  OwnOptions,
  PixelInterpolation,
  Tensor,
} from '@myelin/core';
import {
  affineTransform,
  imageFillModes,
  pixelInterpolations,
  requireNumber,
  requireOneOf,
} from '@myelin/core';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export interface RandomAffineOptions extends RandomImageOptions {
  /** What is seen outside of an image. @defaultValue `'reflect'` */
  readonly fillMode?: ImageFillMode;
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
  /** Value outside of images, with `fillMode: 'constant'`. @defaultValue `0` */
  readonly fillValue?: number;
}

export const randomAffineDefaults = {
  fillMode: 'reflect',
  interpolation: 'bilinear',
  fillValue: 0,
  dataFormat: 'channels_last',
  seed: null,
} as const;

/** A random layer that sees images through an affine transform, one for each image. */
export abstract class RandomAffineLayer<
  Options extends RandomAffineOptions = RandomAffineOptions,
  Transformation extends object = object,
> extends RandomImageLayer<Options, Transformation> {
  readonly #affine: Required<Omit<RandomAffineOptions, keyof RandomImageOptions>>;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    const { fillMode, interpolation, fillValue } = this
      .config as unknown as Required<RandomAffineOptions>;
    this.#affine = {
      fillMode: requireOneOf(className, 'fillMode', fillMode, imageFillModes),
      interpolation: requireOneOf(className, 'interpolation', interpolation, pixelInterpolations),
      fillValue: requireNumber(className, 'fillValue', fillValue),
    };
  }

  /** The transforms `[batch, 8]` for images of shape `[batch, height, width, channels]`. */
  protected abstract matrices(transformation: Transformation, images: KnownShape): Tensor;

  transformImages(images: Tensor, transformation: Transformation): Tensor {
    return affineTransform(images, this.matrices(transformation, images.shape), this.#affine);
  }

  override transformMasks(masks: Tensor, transformation: Transformation): Tensor {
    const options = { ...this.#affine, interpolation: 'nearest' } as const;
    return affineTransform(masks, this.matrices(transformation, masks.shape), options);
  }
}
