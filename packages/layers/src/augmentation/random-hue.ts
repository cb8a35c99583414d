import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { add, clip, greater, less, mul, required, sub, where } from '@myelin/core';
import { hsvToRgb, rgbToHsv } from '../color/hsv.ts';
import { joinChannels, requireChannels, splitChannels } from '../color/rgb-channels.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';
import { toValueRange, unitRange } from './value-range.ts';

export interface RandomHueOptions extends RandomColorOptions {
  /**
   * How far the color circle is turned, in [0, 1] where 1 is half a turn: a pair to draw from, or one number `f` for
   * `[0, f]`. It is turned either way.
   */
  readonly factor: FactorLike;
}

export interface HueChange {
  /** Part of a turn, in [-0.5, 0.5]. @shape `[batch]` */
  readonly factor: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Turns the colors of each image on the color circle: `hue' = hue ± factor / 2`, both at random. Only in training.
 *
 * @shape input `[batch, height, width, 3]` or `[height, width, 3]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or other than three channels.
 * @source Defaults as Keras 3 `RandomHue`.
 * @example
 * // Half a turn, always: red becomes cyan
 * new RandomHue({ factor: [1, 1] }).apply([[[255, 0, 0]]], { training: true }).arraySync() // => [[[0, 255, 255]]]
 */
export class RandomHue extends RandomColorLayer<RandomHueOptions, HueChange> {
  readonly className: string = 'RandomHue';
  readonly #factor: FactorRange;

  constructor(options: RandomHueOptions) {
    const ranged = withFactorRange(options, 'factor', bounds);
    super('RandomHue', ranged, { factor: required, ...randomColorDefaults });
    this.#factor = factorRange('RandomHue', 'factor', this.config.factor, bounds);
  }

  protected override imagesShape(images: Shape): Shape {
    requireChannels('RandomHue', images, [3]);
    return images;
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): HueChange {
    const way = where(greater(this.uniform(pass, [batch]), 0.5), -0.5, 0.5);
    return { factor: mul(way, this.uniform(pass, [batch], this.#factor)) };
  }

  transformImages(images: Tensor, { factor }: HueChange): Tensor {
    const x = toValueRange(images, this.valueRange, unitRange);
    const { hue, saturation, value } = rgbToHsv(splitChannels(x));
    const turned = intoCircle(add(hue, perImage(factor)));
    const y = joinChannels(hsvToRgb({ hue: turned, saturation, value }));
    return toValueRange(clip(y, 0, 1), unitRange, this.valueRange);
  }
}

/** Hues that are less than a turn beyond [0, 1], brought back. */
function intoCircle(hue: Tensor): Tensor {
  const below = where(greater(hue, 1), sub(hue, 1), hue);
  return where(less(below, 0), add(below, 1), below);
}
