import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, clip, mul, required, sub, tensor } from '@myelin/core';
import { filterChannels } from '../color/filter-channels.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomSharpnessOptions extends RandomColorOptions {
  /**
   * 0 blurs, 0.5 leaves images as they are, 1 sharpens: a pair to draw from, in [0, 1], or one number `f` for `[0, f]`.
   */
  readonly factor: FactorLike;
}

export interface SharpnessChange {
  /** @shape `[batch]` */
  readonly factor: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };
const OTHER = 1 / 13;
const CENTER = 5 / 13;
const smoothing = [
  [OTHER, OTHER, OTHER],
  [OTHER, CENTER, OTHER],
  [OTHER, OTHER, OTHER],
];

/**
 * Blurs or sharpens each image at random: `y = x + (1 - 2 · factor) · (smooth(x) - x)`, within the value range, where `smooth`
 * takes 5/13 of a pixel and 1/13 of each of its neighbors. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomSharpness`; beyond the border all is 0.
 * @example
 * // Blurred, always
 * new RandomSharpness({ factor: [0, 0] }).apply([[[13], [26]]], { training: true }).arraySync() // => [[[7], [11]]]
 */
export class RandomSharpness extends RandomColorLayer<RandomSharpnessOptions, SharpnessChange> {
  readonly className: string = 'RandomSharpness';
  readonly #factor: FactorRange;

  constructor(options: RandomSharpnessOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomSharpness', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomSharpness', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): SharpnessChange {
    return { factor: this.uniform(pass, [batch], this.#factor) };
  }

  transformImages(images: Tensor, { factor }: SharpnessChange): Tensor {
    const smooth = filterChannels(images, tensor(smoothing, 'float32'));
    const share = sub(1, mul(perImage(factor), 2));
    return clip(add(images, mul(share, sub(smooth, images))), ...this.valueRange);
  }
}
