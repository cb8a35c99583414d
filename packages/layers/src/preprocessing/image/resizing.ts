import type { ResizeInterpolation, ResizeOptions, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  requireBoolean,
  required,
  requireNumber,
  requireOneOf,
  resizeImages,
  resizeInterpolations,
} from '@myelin/core';
import type { ImagesOrAnnotated } from '../../augmentation/annotated-images.ts';
import type { Pair } from '../../spatial/per-axis.ts';
import { cropToAspectRatio, padToAspectRatio } from './aspect-ratio.ts';
import type { ImageOptions } from './image-layer.ts';
import { ImageLayer } from './image-layer.ts';
import type { ImageSizeOptions } from './image-size.ts';
import { requireImageSize, resizedShape } from './image-size.ts';

export interface ResizingOptions extends ImageOptions, ImageSizeOptions {
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: ResizeInterpolation;
  /** Keep the proportions: cut off what is too much at two sides. @defaultValue `false` */
  readonly cropToAspectRatio?: boolean;
  /** Keep the proportions: add `fillValue` at two sides. @defaultValue `false` */
  readonly padToAspectRatio?: boolean;
  /** @defaultValue `'constant'`, the only one there is */
  readonly fillMode?: 'constant';
  /** @defaultValue `0` */
  readonly fillValue?: number;
  /** Let each pixel of a smaller image stand for all that it covers. @defaultValue `false` */
  readonly antialias?: boolean;
}

/**
 * Brings images to one size.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output the same with the new height and width
 * @throws {@link ArgumentError} an option is out of its domain, or proportions are to be kept in both ways.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `Resizing`, numbers as `tf.image.resize`.
 * @example
 * new Resizing({ height: 32, width: 24 }).outputShape([null, 100, 80, 3]) // => [null, 32, 24, 3]
 */
export class Resizing extends ImageLayer<ResizingOptions> {
  readonly className: string = 'Resizing';
  readonly #size: Pair;

  constructor(options: ResizingOptions) {
    super('Resizing', options, {
      height: required,
      width: required,
      interpolation: 'bilinear',
      cropToAspectRatio: false,
      padToAspectRatio: false,
      fillMode: 'constant',
      fillValue: 0,
      antialias: false,
      dataFormat: 'channels_last',
    });
    const { config } = this;
    this.#size = requireImageSize('Resizing', config);
    requireOneOf('Resizing', 'interpolation', config.interpolation, resizeInterpolations);
    requireBoolean('Resizing', 'cropToAspectRatio', config.cropToAspectRatio);
    requireBoolean('Resizing', 'padToAspectRatio', config.padToAspectRatio);
    requireOneOf('Resizing', 'fillMode', config.fillMode, ['constant']);
    requireNumber('Resizing', 'fillValue', config.fillValue);
    requireBoolean('Resizing', 'antialias', config.antialias);
    if (config.cropToAspectRatio && config.padToAspectRatio) {
      throw new ArgumentError({
        where: 'Resizing',
        problem: '`cropToAspectRatio` and `padToAspectRatio` must not both be true',
        fix: 'leave one of them out',
      });
    }
  }

  protected imagesShape(images: Shape): Shape {
    return resizedShape(images, this.#size);
  }

  protected call(x: ImagesOrAnnotated): ImagesOrAnnotated {
    const { interpolation, antialias } = this.config;
    const resized = (images: Tensor, options: ResizeOptions): Tensor =>
      resizeImages(this.#withAspectRatio(images), this.#size, options);
    return this.onImages(
      x,
      (images) => resized(images, { interpolation, antialias }),
      (masks) => resized(masks, { interpolation: 'nearest' }),
    );
  }

  #withAspectRatio(images: Tensor): Tensor {
    const { config } = this;
    if (config.cropToAspectRatio) return cropToAspectRatio(images, this.#size);
    if (config.padToAspectRatio) return padToAspectRatio(images, this.#size, config.fillValue);
    return images;
  }
}
