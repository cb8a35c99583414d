import type { Shape, Tensor } from '@myelin/core';
import { add, clip, div, greater, max, min, mul, neg, sub, where } from '@myelin/core';
import type { ValueRange } from '../../augmentation/value-range.ts';
import { byteRange, requireValueRange, toValueRange } from '../../augmentation/value-range.ts';
import type { ImageOptions } from './image-layer.ts';
import { ImageLayer } from './image-layer.ts';

export interface AutoContrastOptions extends ImageOptions {
  /** Values of black and of white. @defaultValue `[0, 255]` */
  readonly valueRange?: ValueRange;
}

/**
 * Stretches each channel of each image to the whole value range: `y = 255 · (x - min) / (max - min)`, in training and
 * otherwise. Channels with one value only stay as they are.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} `valueRange` is not two numbers, the smaller one first.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `AutoContrast`; with channels first Keras takes the extremes of other axes.
 * @example
 * new AutoContrast().apply([[[0], [2]], [[1], [4]]]).arraySync() // => [[[0], [127.5]], [[63.75], [255]]]
 */
export class AutoContrast extends ImageLayer<AutoContrastOptions> {
  readonly className: string = 'AutoContrast';
  readonly #range: ValueRange;

  constructor(options: AutoContrastOptions = {}) {
    super('AutoContrast', options, { valueRange: byteRange, dataFormat: 'channels_last' });
    this.#range = requireValueRange('AutoContrast', this.config.valueRange);
  }

  protected override get keepsPlaces(): boolean {
    return true;
  }

  protected imagesShape(images: Shape): Shape {
    return images;
  }

  /** Does it, to a batch of images `[batch, height, width, channels]`. */
  transformImages(images: Tensor): Tensor {
    const x = toValueRange(images, this.#range, byteRange);
    const low = min(x, [1, 2], true);
    const high = max(x, [1, 2], true);
    const isVaried = greater(high, low);
    const scale = div(255, where(isVaried, sub(high, low), 1));
    const stretched = clip(add(mul(x, scale), mul(neg(low), scale)), 0, 255);
    return where(isVaried, toValueRange(stretched, byteRange, this.#range), images);
  }

  protected call(x: Tensor): Tensor {
    return this.onImages(x, (images) => this.transformImages(images));
  }
}
