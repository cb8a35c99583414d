import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import { ArgumentError } from '@myelin/core';
import type { FactorLike } from './factor-range.ts';
import type { BrightnessChange } from './random-brightness.ts';
import { RandomBrightness } from './random-brightness.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';
import type { ContrastChange } from './random-contrast.ts';
import { RandomContrast } from './random-contrast.ts';
import type { HueChange } from './random-hue.ts';
import { RandomHue } from './random-hue.ts';
import type { SaturationChange } from './random-saturation.ts';
import { RandomSaturation } from './random-saturation.ts';

export interface RandomColorJitterOptions extends RandomColorOptions {
  /** As `factor` of {@link RandomBrightness}. @defaultValue `null`: the brightness stays */
  readonly brightnessFactor?: FactorLike | null;
  /** As `factor` of {@link RandomContrast}. @defaultValue `null`: the contrast stays */
  readonly contrastFactor?: FactorLike | null;
  /** As `factor` of {@link RandomSaturation}. @defaultValue `null`: the saturation stays */
  readonly saturationFactor?: FactorLike | null;
  /** As `factor` of {@link RandomHue}. @defaultValue `null`: the hue stays */
  readonly hueFactor?: FactorLike | null;
}

/** The changes that are made, in their order. */
export interface ColorJitter {
  readonly brightness?: BrightnessChange;
  readonly contrast?: ContrastChange;
  readonly saturation?: SaturationChange;
  readonly hue?: HueChange;
}

/**
 * Changes brightness, contrast, saturation and hue of each image at random, in this order. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or other than three channels with saturation or hue.
 * @source Defaults as Keras 3 `RandomColorJitter`.
 * @see {@link RandomBrightness}, {@link RandomContrast}, {@link RandomSaturation}, {@link RandomHue}
 * @example
 * // Twice the contrast, then a fifth of the range less
 * const jitter = new RandomColorJitter({ contrastFactor: [-1, 1], brightnessFactor: [-0.2, -0.2] });
 * jitter.apply([[[100], [200]]], { training: true }).arraySync() // => [[[0], [199]]]
 */
export class RandomColorJitter extends RandomColorLayer<RandomColorJitterOptions, ColorJitter> {
  readonly className: string = 'RandomColorJitter';
  readonly #brightness: RandomBrightness | null;
  readonly #contrast: RandomContrast | null;
  readonly #saturation: RandomSaturation | null;
  readonly #hue: RandomHue | null;

  constructor(options: RandomColorJitterOptions = {}) {
    super('RandomColorJitter', options, {
      brightnessFactor: null,
      contrastFactor: null,
      saturationFactor: null,
      hueFactor: null,
      ...randomColorDefaults,
    });
    const { brightnessFactor, contrastFactor, saturationFactor, hueFactor, seed } = this.config;
    const shared = { valueRange: this.valueRange, seed };
    this.#brightness = made(
      'brightnessFactor',
      brightnessFactor,
      (factor) => new RandomBrightness({ factor, ...shared }),
    );
    this.#contrast = made(
      'contrastFactor',
      contrastFactor,
      (factor) => new RandomContrast({ factor, ...shared }),
    );
    this.#saturation = made(
      'saturationFactor',
      saturationFactor,
      (factor) => new RandomSaturation({ factor, ...shared }),
    );
    this.#hue = made('hueFactor', hueFactor, (factor) => new RandomHue({ factor, ...shared }));
  }

  protected override imagesShape(images: Shape): Shape {
    for (const layer of [this.#saturation, this.#hue]) layer?.outputShape(images);
    return images;
  }

  randomTransformation(images: KnownShape, pass: Pass): ColorJitter {
    const draws = {
      brightness: this.#brightness?.randomTransformation(images, pass),
      contrast: this.#contrast?.randomTransformation(images, pass),
      saturation: this.#saturation?.randomTransformation(images, pass),
      hue: this.#hue?.randomTransformation(images, pass),
    };
    return Object.fromEntries(Object.entries(draws).filter(([, draw]) => draw));
  }

  transformImages(images: Tensor, jitter: ColorJitter): Tensor {
    const { brightness, contrast, saturation, hue } = jitter;
    let y = images;
    if (this.#brightness && brightness) y = this.#brightness.transformImages(y, brightness);
    if (this.#contrast && contrast) y = this.#contrast.transformImages(y, contrast);
    if (this.#saturation && saturation) y = this.#saturation.transformImages(y, saturation);
    if (this.#hue && hue) y = this.#hue.transformImages(y, hue);
    return y;
  }
}

/** The layer for one of the factors; what it complains of is called by the name that the option has here. */
function made<Made>(
  option: string,
  factor: FactorLike | null,
  make: (factor: FactorLike) => Made,
): Made | null {
  if (factor === null) return null;
  try {
    return make(factor);
  } catch (cause) {
    if (!(cause instanceof ArgumentError)) throw cause;
    const named = (text: string): string => text.replace(/\bfactor\b/g, option);
    const [problem, fix] = [named(cause.problem), named(cause.fix)];
    throw new ArgumentError({ where: 'RandomColorJitter', problem, fix, cause });
  }
}
