import type { KnownShape, Pass, PixelInterpolation, Tensor } from '@myelin/core';
import { concat, equal, split, where } from '@myelin/core';
import { AutoContrast } from '../preprocessing/image/auto-contrast.ts';
import { Equalization } from '../preprocessing/image/equalization.ts';
import type { FactorRange } from './factor-range.ts';
import { RandomBrightness } from './random-brightness.ts';
import { RandomColorDegeneration } from './random-color-degeneration.ts';
import { RandomContrast } from './random-contrast.ts';
import { RandomPosterization } from './random-posterization.ts';
import { RandomRotation } from './random-rotation.ts';
import { RandomSharpness } from './random-sharpness.ts';
import { RandomShear } from './random-shear.ts';
import { RandomTranslation } from './random-translation.ts';
import { Solarization } from './solarization.ts';
import type { ValueRange } from './value-range.ts';

/** One way to change images, random or not. */
export interface Augmentation {
  randomTransformation(images: KnownShape, pass: Pass): object;
  transformImages(images: Tensor, transformation: object): Tensor;
}

export interface AugmentationOptions {
  /** How much is changed. */
  readonly factor: FactorRange;
  readonly valueRange: ValueRange;
  readonly interpolation: PixelInterpolation;
  readonly seed: number | null;
  /** Number of batches, one after the other, that are one to the layers: they are equalized each by itself. */
  readonly batches: number;
}

export type AugmentationName =
  | 'randomShear'
  | 'randomTranslation'
  | 'randomRotation'
  | 'randomBrightness'
  | 'randomColorDegeneration'
  | 'randomContrast'
  | 'randomSharpness'
  | 'randomPosterization'
  | 'solarization'
  | 'autoContrast'
  | 'equalization';

/** Draws of augmentations, by name. */
export type AugmentationDraws = Readonly<Partial<Record<AugmentationName, object>>>;

/** A set of augmentations of one strength, of which some are chosen at random. */
export class AugmentationSet {
  readonly #all: readonly (readonly [AugmentationName, Augmentation])[];

  constructor(names: readonly AugmentationName[], options: AugmentationOptions) {
    this.#all = names.map((name) => [name, makers[name](options)]);
  }

  get size(): number {
    return this.#all.length;
  }

  /** A draw of each. */
  draw(images: KnownShape, pass: Pass): AugmentationDraws {
    return Object.fromEntries(
      this.#all.map(([name, one]) => [name, one.randomTransformation(images, pass)]),
    );
  }

  /**
   * Images changed by the chosen one. All are computed, since a captured program does not branch.
   *
   * @param choice - Its number; images stay as they are for another one. Is stretched to the images.
   */
  applyChosen(images: Tensor, choice: Tensor, draws: AugmentationDraws): Tensor {
    return this.#all.reduce((result, [name, one], i) => {
      const changed = one.transformImages(images, draws[name] ?? {});
      return where(equal(choice, i), changed, result);
    }, images);
  }
}

type Maker = (options: AugmentationOptions) => Augmentation;

const makers: Readonly<Record<AugmentationName, Maker>> = {
  randomShear: ({ factor, interpolation, seed }) =>
    new RandomShear({ xFactor: factor, yFactor: factor, interpolation, seed }),
  randomTranslation: ({ factor, interpolation, seed }) =>
    new RandomTranslation({ heightFactor: factor, widthFactor: factor, interpolation, seed }),
  randomRotation: ({ factor, interpolation, seed }) =>
    new RandomRotation({ factor, interpolation, seed }),
  randomBrightness: ({ factor, valueRange, seed }) =>
    new RandomBrightness({ factor, valueRange, seed }),
  randomColorDegeneration: ({ factor, valueRange, seed }) =>
    new RandomColorDegeneration({ factor, valueRange, seed }),
  randomContrast: ({ factor, valueRange, seed }) =>
    new RandomContrast({ factor, valueRange, seed }),
  randomSharpness: ({ factor, valueRange, seed }) =>
    new RandomSharpness({ factor, valueRange, seed }),
  randomPosterization: ({ factor, valueRange, seed }) =>
    new RandomPosterization({ factor: Math.max(1, Math.floor(8 * factor[1])), valueRange, seed }),
  solarization: ({ factor, valueRange, seed }) =>
    new Solarization({ additionFactor: factor, thresholdFactor: factor, valueRange, seed }),
  autoContrast: ({ valueRange }) => fixed(new AutoContrast({ valueRange })),
  equalization: ({ valueRange, batches }) =>
    fixed(eachBatch(batches, new Equalization({ valueRange }))),
};

type FixedAugmentation = Pick<AutoContrast, 'transformImages'>;

function fixed(layer: FixedAugmentation): Augmentation {
  return {
    randomTransformation: () => ({}),
    transformImages: (images) => layer.transformImages(images),
  };
}

function eachBatch(count: number, layer: FixedAugmentation): FixedAugmentation {
  return {
    transformImages: (images) =>
      count === 1
        ? layer.transformImages(images)
        : concat(split(images, count).map((batch) => layer.transformImages(batch))),
  };
}
