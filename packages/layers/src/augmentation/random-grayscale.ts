import type { KnownShape, OptionDefaults, OwnOptions, Pass, Shape, Tensor } from '@myelin/core';
import { less, requireNumber, where } from '@myelin/core';
import { requireChannels } from '../color/rgb-channels.ts';
import { rgbToGrayscale } from '../color/rgb-to-grayscale.ts';
import { perImage } from './per-image.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export interface RandomGrayscaleOptions extends RandomImageOptions {
  /** Probability, in [0, 1], that an image becomes gray. @defaultValue `0.5` */
  readonly factor?: number;
}

export interface GrayscaleChoice {
  /** bool. @shape `[batch, 1, 1, 1]` */
  readonly shouldApply: Tensor;
}

const defaults: OptionDefaults<OwnOptions<RandomGrayscaleOptions>> = {
  factor: 0.5,
  dataFormat: 'channels_last',
  seed: null,
};

/**
 * Makes some images gray, with the probability `factor`; they keep their three channels, which become equal. Only in
 * training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`, of 3 channels or 1
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or another number of channels.
 * @source Defaults as Keras 3 `RandomGrayscale`.
 * @example
 * const gray = new RandomGrayscale({ factor: 1 });
 * gray.apply([[[100, 0, 0]]], { training: true }) // ≈ [[[29.89, 29.89, 29.89]]]
 */
export class RandomGrayscale extends RandomImageLayer<RandomGrayscaleOptions, GrayscaleChoice> {
  readonly className: string = 'RandomGrayscale';
  readonly #factor: number;

  constructor(options: RandomGrayscaleOptions = {}) {
    super('RandomGrayscale', options, defaults);
    const { factor } = this.config;
    this.#factor = requireNumber('RandomGrayscale', 'factor', factor, { min: 0, max: 1 });
  }

  protected override get keepsPlaces(): boolean {
    return true;
  }

  protected override imagesShape(images: Shape): Shape {
    requireChannels('RandomGrayscale', images, [1, 3]);
    return images;
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): GrayscaleChoice {
    return { shouldApply: less(this.uniform(pass, [batch, 1, 1, 1]), this.#factor) };
  }

  transformImages(images: Tensor, { shouldApply }: GrayscaleChoice): Tensor {
    return where(perImage(shouldApply), rgbToGrayscale(images), images);
  }
}
