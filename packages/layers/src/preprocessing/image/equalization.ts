import type { Pass, Shape, Tensor, WeightRecord, WeightValues } from '@myelin/core';
import { add, mul, requireWholeNumber } from '@myelin/core';
import type { ValueRange } from '../../augmentation/value-range.ts';
import { byteRange, requireValueRange } from '../../augmentation/value-range.ts';
import { equalize } from '../../color/equalize.ts';
import type { ImageOptions } from './image-layer.ts';
import { ImageLayer } from './image-layer.ts';

export interface EqualizationOptions extends ImageOptions {
  /** Values of black and of white. @defaultValue `[0, 255]` */
  readonly valueRange?: ValueRange;
  /** Number of ranges of values that are told apart. Whole number from 1 to 65536. @defaultValue `256` */
  readonly bins?: number;
}

/** As many levels as 16 bits tell apart. */
const MOST_BINS = 2 ** 16;

/**
 * Spreads the values of each channel so that all are about equally frequent: `y = 255 · (F(x) - F₀) / (1 - F₀)`, where
 * `F` is the share of values that are not larger, and `F₀` that of the smallest. Only in training, as in Keras.
 *
 * The shares are those of the whole batch. The derivative is 0, but for channels with one value, which stay as they are.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults and rounding as Keras 3 `Equalization`.
 * @example
 * new Equalization().apply([[[0], [1], [2]]], { training: true }).arraySync() // => [[[0], [128], [255]]]
 */
export class Equalization extends ImageLayer<EqualizationOptions> {
  readonly className: string = 'Equalization';
  readonly #range: ValueRange;
  readonly #bins: number;

  constructor(options: EqualizationOptions = {}) {
    const dataFormat = 'channels_last';
    super('Equalization', options, { valueRange: byteRange, bins: 256, dataFormat });
    this.#range = requireValueRange('Equalization', this.config.valueRange);
    this.#bins = requireWholeNumber('Equalization', 'bins', this.config.bins, {
      min: 1,
      max: MOST_BINS,
    });
  }

  protected override get keepsPlaces(): boolean {
    return true;
  }

  protected imagesShape(images: Shape): Shape {
    return images;
  }

  /** Values are counted over the whole batch. */
  override get mixesSamples(): boolean {
    return true;
  }

  /** Does it, to a batch of images `[batch, height, width, channels]`. */
  transformImages(images: Tensor): Tensor {
    const [low, high] = this.#range;
    // One product and one sum: which bin a value falls into depends on the rounding.
    const scale = 255 / (high - low);
    const equalized = equalize(add(mul(images, scale), -low * scale), this.#bins);
    return add(mul(equalized, (high - low) / 255), low);
  }

  protected call(x: Tensor, _weights: WeightValues<WeightRecord>, pass: Pass): Tensor {
    return pass.training ? this.onImages(x, (images) => this.transformImages(images)) : x;
  }
}
