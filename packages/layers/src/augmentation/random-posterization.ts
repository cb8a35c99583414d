import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { cast, clip, fill, floor, mul, pow, required, stepFunction, sub } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';
import { byteRange, toValueRange } from './value-range.ts';

export interface RandomPosterizationOptions extends RandomColorOptions {
  /**
   * Number of bits that are kept, 1 to 8: a pair `[a, b]` to draw from, `b` itself not being drawn unless both are the same.
   * One number `f` means `[1, f]`, as Keras has it in fact.
   */
  readonly factor: FactorLike;
}

export interface BitLoss {
  /** Number of bits that are lost, whole. @shape `[batch]` */
  readonly shiftFactor: Tensor;
}

const BITS = 8;
const bounds: FactorBounds = { min: 1, max: BITS };

/**
 * Leaves the uppermost bits of each value, as many as is drawn for the image: `y = ⌊x / 2ˢ⌋ · 2ˢ`, on the scale 0…255. Only
 * in training. Values outside of the range count as its ends. The derivative is 0.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source As Keras 3 `RandomPosterization`.
 * @example
 * const posterize = new RandomPosterization({ factor: [2, 2] });
 * posterize.apply([[[63], [64], [200]]], { training: true }).arraySync() // => [[[0], [64], [192]]]
 */
export class RandomPosterization extends RandomColorLayer<RandomPosterizationOptions, BitLoss> {
  readonly className: string = 'RandomPosterization';
  readonly #factor: FactorRange;

  constructor(options: RandomPosterizationOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomPosterization', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomPosterization', 'factor', this.config.factor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): BitLoss {
    const [low, high] = this.#factor;
    if (low === high) return { shiftFactor: fill([batch], BITS - low) };
    return { shiftFactor: sub(BITS, floor(this.uniform(pass, [batch], this.#factor))) };
  }

  transformImages(images: Tensor, { shiftFactor }: BitLoss): Tensor {
    const step = pow(2, perImage(cast(shiftFactor, 'float32')));
    return stepFunction(images, (x) => {
      const bytes = floor(clip(toValueRange(x, this.valueRange, byteRange), ...byteRange));
      const kept = mul(floor(mul(bytes, pow(step, -1))), step);
      return toValueRange(kept, byteRange, this.valueRange);
    });
  }
}
