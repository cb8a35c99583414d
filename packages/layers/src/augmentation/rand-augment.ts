import type { KnownShape, Pass, PixelInterpolation, Shape, Tensor } from '@myelin/core';
import {
  floor,
  mul,
  pixelInterpolations,
  requireOneOf,
  requireWholeNumber,
  unstack,
} from '@myelin/core';
import { requireChannels } from '../color/rgb-channels.ts';
import type { AugmentationDraws, AugmentationName } from './augmentation-set.ts';
import { AugmentationSet } from './augmentation-set.ts';
import type { FactorBounds, FactorLike } from './factor-range.ts';
import { rangeWithin, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandAugmentOptions extends RandomColorOptions {
  /** Number of changes, one after the other, to a batch. Whole number from 1 to 1000. @defaultValue `2` */
  readonly numOps?: number;
  /** How strong they are, in [0, 1]: a pair, or one number `f` for `[0, f]`. @defaultValue `[0, 0.5]` */
  readonly factor?: FactorLike;
  /** Between pixels, for what moves them. @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
}

export interface Augmentations {
  /** Which ones are made, by their numbers. @shape `[numOps]` */
  readonly layerIdxes: Tensor;
  /** A draw for each that there is, for all times that it is made. */
  readonly transforms: AugmentationDraws;
}

/** In Keras's order, by which they are numbered. */
const names: readonly AugmentationName[] = [
  'randomShear',
  'randomTranslation',
  'randomRotation',
  'randomBrightness',
  'randomColorDegeneration',
  'randomContrast',
  'randomSharpness',
  'randomPosterization',
  'solarization',
  'autoContrast',
  'equalization',
];

/** Every change is a step of its own in a program. */
const MOST_CHANGES = 1000;

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Makes `numOps` changes to each batch, one after the other, chosen at random from eleven: shear, translation, rotation,
 * brightness, color degeneration, contrast, sharpness, posterization, solarization, auto contrast and equalization. Only in
 * training.
 *
 * Each time all eleven are computed, and one result is taken: that is how a captured program chooses.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`, of 3 channels or 1
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or another number of channels.
 * @source Cubuk et al. 2020; defaults as Keras 3 `RandAugment`.
 * @example
 * new RandAugment({ numOps: 3, factor: 0.3 }).outputShape([null, 32, 32, 3]) // => [null, 32, 32, 3]
 */
export class RandAugment extends RandomColorLayer<RandAugmentOptions, Augmentations> {
  readonly className: string = 'RandAugment';
  readonly #numOps: number;
  readonly #augmentations: AugmentationSet;

  constructor(options: RandAugmentOptions = {}) {
    super('RandAugment', withFactorRange(options, 'factor', bounds), {
      numOps: 2,
      factor: [0, 0.5],
      interpolation: 'bilinear',
      ...randomColorDefaults,
    });
    const { config, valueRange } = this;
    this.#numOps = requireWholeNumber('RandAugment', 'numOps', config.numOps, {
      min: 1,
      max: MOST_CHANGES,
    });
    this.#augmentations = new AugmentationSet(names, {
      factor: rangeWithin('RandAugment', 'factor', config.factor, bounds),
      interpolation: requireOneOf(
        'RandAugment',
        'interpolation',
        config.interpolation,
        pixelInterpolations,
      ),
      valueRange,
      seed: config.seed,
      batches: 1,
    });
  }

  /** Equalization counts over the batch. */
  override get mixesSamples(): boolean {
    return true;
  }

  protected override get keepsPlaces(): boolean {
    return false;
  }

  protected override imagesShape(images: Shape): Shape {
    requireChannels('RandAugment', images, [1, 3]);
    return images;
  }

  randomTransformation(images: KnownShape, pass: Pass): Augmentations {
    return {
      layerIdxes: floor(mul(this.uniform(pass, [this.#numOps]), this.#augmentations.size)),
      transforms: this.#augmentations.draw(images, pass),
    };
  }

  transformImages(images: Tensor, { layerIdxes, transforms }: Augmentations): Tensor {
    return unstack(layerIdxes).reduce(
      (x, choice) => this.#augmentations.applyChosen(x, perImage(choice), transforms),
      images,
    );
  }
}
