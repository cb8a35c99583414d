import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { add, clip, div, EPSILON, mul, required, sub } from '@myelin/core';
import { hsvToRgb, rgbToHsv } from '../color/hsv.ts';
import { joinChannels, requireChannels, splitChannels } from '../color/rgb-channels.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomSaturationOptions extends RandomColorOptions {
  /**
   * 0 makes images gray, 0.5 leaves them as they are, 1 makes them as colorful as can be: a pair to draw from. One number
   * `f` means `[-f, f]`, as Keras has it in fact; what is negative makes images gray.
   */
  readonly factor: FactorLike;
}

export interface SaturationChange {
  /** What the saturation is multiplied by. @shape `[batch]` */
  readonly factor: Tensor;
}

const bounds: FactorBounds = { min: -1, max: 1 };

/**
 * Multiplies the saturation of each image by `factor / (1 - factor)`, the factor drawn at random. Only in training.
 *
 * @shape input `[batch, height, width, 3]` or `[height, width, 3]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or other than three channels.
 * @source As Keras 3 `RandomSaturation`, which limits the saturation to the value range, not to [0, 1].
 * @example
 * // Gray, always
 * new RandomSaturation({ factor: [0, 0] }).apply([[[50, 100, 75]]], { training: true }).arraySync() // => [[[100, 100, 100]]]
 */
export class RandomSaturation extends RandomColorLayer<RandomSaturationOptions, SaturationChange> {
  readonly className: string = 'RandomSaturation';
  readonly #factor: FactorRange;

  constructor(options: RandomSaturationOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomSaturation', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomSaturation', 'factor', this.config.factor, bounds);
  }

  protected override imagesShape(images: Shape): Shape {
    requireChannels('RandomSaturation', images, [3]);
    return images;
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): SaturationChange {
    const factor = this.uniform(pass, [batch], this.#factor);
    return { factor: div(factor, add(sub(1, factor), EPSILON)) };
  }

  transformImages(images: Tensor, { factor }: SaturationChange): Tensor {
    const { hue, saturation, value } = rgbToHsv(splitChannels(images));
    const changed = clip(mul(saturation, perImage(factor)), ...this.valueRange);
    return joinChannels(hsvToRgb({ hue, saturation: changed, value }));
  }
}
