import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { add, clip, mul, required, sub } from '@myelin/core';
import { requireChannels } from '../color/rgb-channels.ts';
import { rgbToGrayscale } from '../color/rgb-to-grayscale.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomColorDegenerationOptions extends RandomColorOptions {
  /**
   * How gray images become: 0 leaves them as they are, 1 takes all color away; a pair to draw from. One number `f` means
   * `[-f, f]`, as Keras has it in fact; what is negative makes images more colorful.
   */
  readonly factor: FactorLike;
}

export interface ColorLoss {
  /** @shape `[batch, 1, 1, 1]` */
  readonly factor: Tensor;
}

const bounds: FactorBounds = { min: -1, max: 1 };

/**
 * Makes the colors of each image duller, at random: `y = x + factor · (gray(x) - x)`, within the value range. Only in
 * training.
 *
 * @shape input `[batch, height, width, 3]` or `[height, width, 3]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or other than three channels.
 * @source As Keras 3 `RandomColorDegeneration`.
 * @example
 * const dull = new RandomColorDegeneration({ factor: [0.5, 0.5] });
 * dull.apply([[[100, 0, 0]]], { training: true }) // ≈ [[[64.945, 14.945, 14.945]]]
 */
export class RandomColorDegeneration extends RandomColorLayer<
  RandomColorDegenerationOptions,
  ColorLoss
> {
  readonly className: string = 'RandomColorDegeneration';
  readonly #factor: FactorRange;

  constructor(options: RandomColorDegenerationOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomColorDegeneration', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomColorDegeneration', 'factor', this.config.factor, bounds);
  }

  protected override imagesShape(images: Shape): Shape {
    requireChannels('RandomColorDegeneration', images, [3]);
    return images;
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): ColorLoss {
    return { factor: this.uniform(pass, [batch, 1, 1, 1], this.#factor) };
  }

  transformImages(images: Tensor, { factor }: ColorLoss): Tensor {
    const dulled = add(images, mul(perImage(factor), sub(rgbToGrayscale(images), images)));
    return clip(dulled, ...this.valueRange);
  }
}
