import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, clip, less, sub, where } from '@myelin/core';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { symmetricRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';
import { byteRange, toValueRange } from './value-range.ts';

export interface SolarizationOptions extends RandomColorOptions {
  /**
   * Share of the value range, in [0, 1], that is added first: a pair to draw from, or one number `f` for `[0, f]`.
   * @defaultValue `[0, 0]`
   */
  readonly additionFactor?: FactorLike;
  /**
   * Share of the value range, in [0, 1], below which values stay as they are: a pair to draw from, or one number `f` for
   * `[0, f]`. @defaultValue `[0, 0]`
   */
  readonly thresholdFactor?: FactorLike;
}

/** On the scale 0…255. */
export interface Exposure {
  /** @shape `[batch, 1, 1, 1]` */
  readonly additions: Tensor;
  /** @shape `[batch, 1, 1, 1]` */
  readonly thresholds: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Inverts the values that are at least at a random threshold, after a random number was added: with `z = x + addition`,
 * `y = 255 - z` where `z ≥ threshold` and `z` elsewhere, on the scale 0…255. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source As Keras 3 `Solarization`, which stretches the upper end of a pair to the scale 0…255, but not the lower one.
 * @example
 * new Solarization().apply([[[59, 62, 63]]], { training: true }).arraySync() // => [[[196, 193, 192]]]
 */
export class Solarization extends RandomColorLayer<SolarizationOptions, Exposure> {
  readonly className: string = 'Solarization';
  readonly #addition: FactorRange;
  readonly #threshold: FactorRange;

  constructor(options: SolarizationOptions = {}) {
    const added = withFactorRange(options, 'additionFactor', bounds);
    super('Solarization', withFactorRange(added, 'thresholdFactor', bounds), {
      additionFactor: [0, 0],
      thresholdFactor: [0, 0],
      ...randomColorDefaults,
    });
    const { additionFactor, thresholdFactor } = this.config;
    this.#addition = symmetricRange('Solarization', 'additionFactor', additionFactor, bounds);
    this.#threshold = symmetricRange('Solarization', 'thresholdFactor', thresholdFactor, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Exposure {
    const draw = ([low, high]: FactorRange): Tensor =>
      this.uniform(pass, [batch, 1, 1, 1], [low, high * 255]);
    return { additions: draw(this.#addition), thresholds: draw(this.#threshold) };
  }

  transformImages(images: Tensor, { additions, thresholds }: Exposure): Tensor {
    const x = toValueRange(images, this.valueRange, byteRange);
    const z = clip(add(x, perImage(additions)), 0, 255);
    const y = where(less(z, perImage(thresholds)), z, sub(255, z));
    return toValueRange(y, byteRange, this.valueRange);
  }
}
