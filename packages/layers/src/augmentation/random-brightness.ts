import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, clip, mul, required } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomBrightnessOptions extends RandomColorOptions {
  /**
   * Share of the value range that is added, in [-1, 1]: a pair to draw from, or one number `f` for `[-f, f]`. -1 makes
   * images black, 1 white.
   */
  readonly factor: FactorLike;
}

export interface BrightnessChange {
  /** @shape `[batch, 1, 1, 1]` */
  readonly rgbDelta: Tensor;
}

const bounds: FactorBounds = { min: -1, max: 1 };

/**
 * Adds a random share of the value range to each image: `y = x + factor · (high - low)`, within the range. Only in
 * training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomBrightness`.
 * @example
 * // A fifth of the range, always
 * new RandomBrightness({ factor: [0.2, 0.2] }).apply([[[0], [220]]], { training: true }).arraySync() // => [[[51], [255]]]
 */
export class RandomBrightness extends RandomColorLayer<RandomBrightnessOptions, BrightnessChange> {
  readonly className: string = 'RandomBrightness';
  readonly #factor: FactorRange;

  constructor(options: RandomBrightnessOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomBrightness', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomBrightness', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): BrightnessChange {
    const [low, high] = this.valueRange;
    return { rgbDelta: mul(this.uniform(pass, [batch, 1, 1, 1], this.#factor), high - low) };
  }

  transformImages(images: Tensor, { rgbDelta }: BrightnessChange): Tensor {
    return clip(add(images, perImage(rgbDelta)), ...this.valueRange);
  }
}
