import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { less, sub, where } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomInvertOptions extends RandomColorOptions {
  /**
   * Probability, in [0, 1], that an image is inverted: a pair to draw it from, or one number `f` for `[0, f]`.
   * @defaultValue `[0, 1]`
   */
  readonly factor?: FactorLike;
}

export interface InversionChoice {
  /** bool. @shape `[batch]` */
  readonly applyInversion: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Inverts some images, at random: `y = high - x`, where `high` is the upper end of the value range. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source As Keras 3 `RandomInvert`, which leaves the lower end of the value range out of account.
 * @example
 * new RandomInvert({ factor: [1, 1] }).apply([[[0], [200]]], { training: true }).arraySync() // => [[[255], [55]]]
 */
export class RandomInvert extends RandomColorLayer<RandomInvertOptions, InversionChoice> {
  readonly className: string = 'RandomInvert';
  readonly #factor: FactorRange;

  constructor(options: RandomInvertOptions = {}) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomInvert', ranged, { factor: [0, 1], ...randomColorDefaults });
    this.#factor = factorRange('RandomInvert', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): InversionChoice {
    const probability = this.uniform(pass, [batch], this.#factor);
    return { applyInversion: less(this.uniform(pass, [batch]), probability) };
  }

  transformImages(images: Tensor, { applyInversion }: InversionChoice): Tensor {
    return where(perImage(applyInversion), sub(this.valueRange[1], images), images);
  }
}
