import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, clip, mean, mul, required, sub } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomContrastOptions extends RandomColorOptions {
  /**
   * How much less and how much more contrast there can be, in [0, 1]: the pair `[a, b]` means a factor between `1 - a` and
   * `1 + b`. One number `f` means `[0, f]`, as Keras has it in fact.
   */
  readonly factor: FactorLike;
}

export interface ContrastChange {
  /** @shape `[batch, 1, 1, 1]` */
  readonly contrastFactor: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Brings the values of each channel nearer to their mean, or away from it, by a random factor for each image:
 * `y = (x - mean) · factor + mean`, within the value range. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source As Keras 3 `RandomContrast`, whose documentation promises a factor between `1 - f` and `1 + f` for one number.
 * @example
 * // A factor of 1.5, always
 * new RandomContrast({ factor: [-0.5, 0.5] }).apply([[[2], [4]]], { training: true }).arraySync() // => [[[1.5], [4.5]]]
 */
export class RandomContrast extends RandomColorLayer<RandomContrastOptions, ContrastChange> {
  readonly className: string = 'RandomContrast';
  readonly #factor: FactorRange;

  constructor(options: RandomContrastOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomContrast', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomContrast', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): ContrastChange {
    const [less, more] = this.#factor;
    return { contrastFactor: this.uniform(pass, [batch, 1, 1, 1], [1 - less, 1 + more]) };
  }

  transformImages(images: Tensor, { contrastFactor }: ContrastChange): Tensor {
    const center = mean(images, [1, 2], true);
    const changed = add(mul(sub(images, center), perImage(contrastFactor)), center);
    return clip(changed, ...this.valueRange);
  }
}
