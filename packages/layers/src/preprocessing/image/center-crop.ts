import type { ResizeInterpolation, Shape, Tensor } from '@myelin/core';
import { required, slice } from '@myelin/core';
import type { ImagesOrAnnotated } from '../../augmentation/annotated-images.ts';
import type { Pair } from '../../spatial/per-axis.ts';
import { smartResize } from './aspect-ratio.ts';
import type { ImageOptions } from './image-layer.ts';
import { ImageLayer } from './image-layer.ts';
import type { ImageSizeOptions } from './image-size.ts';
import { requireImageSize, resizedShape } from './image-size.ts';

export interface CenterCropOptions extends ImageOptions, ImageSizeOptions {}

/**
 * Cuts the middle out of images. Where an image is smaller than that, the largest window with the right proportions is
 * resized.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output the same with the new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `CenterCrop`. Segmentation masks are read with `'nearest'`, where Keras mixes class numbers.
 * @example
 * new CenterCrop({ height: 1, width: 2 }).apply([[[[1], [2], [3], [4]]]]).arraySync() // => [[[[2], [3]]]]
 */
export class CenterCrop extends ImageLayer<CenterCropOptions> {
  readonly className: string = 'CenterCrop';
  readonly #size: Pair;

  constructor(options: CenterCropOptions) {
    super('CenterCrop', options, {
      height: required,
      width: required,
      dataFormat: 'channels_last',
    });
    this.#size = requireImageSize('CenterCrop', this.config);
  }

  protected imagesShape(images: Shape): Shape {
    return resizedShape(images, this.#size);
  }

  protected call(x: ImagesOrAnnotated): ImagesOrAnnotated {
    return this.onImages(
      x,
      (images) => this.#crop(images, 'bilinear'),
      (masks) => this.#crop(masks, 'nearest'),
    );
  }

  #crop(images: Tensor, interpolation: ResizeInterpolation): Tensor {
    const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
    const top = Math.floor((height - this.#size[0]) / 2);
    const left = Math.floor((width - this.#size[1]) / 2);
    if (top < 0 || left < 0) return smartResize(images, this.#size, interpolation);
    return slice(images, [0, top, left, 0], [batch, ...this.#size, channels]);
  }
}
