import type { KnownShape, Pass, PixelInterpolation, Shape, Tensor } from '@myelin/core';
import {
  add,
  clip,
  floor,
  mul,
  pixelInterpolations,
  requireBoolean,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
  reshape,
  split,
  sub,
  tile,
  unstack,
} from '@myelin/core';
import { requireChannels } from '../color/rgb-channels.ts';
import type { AugmentationDraws, AugmentationName } from './augmentation-set.ts';
import { AugmentationSet } from './augmentation-set.ts';
import type { FactorBounds, FactorLike } from './factor-range.ts';
import { rangeWithin, withFactorRange } from './factor-range.ts';
import { betaDraws, dirichletDraw } from './gamma-draws.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface AugMixOptions extends RandomColorOptions {
  /** Number of chains of changes whose results are mixed. Whole number from 1 to 1000. @defaultValue `3` */
  readonly numChains?: number;
  /** Number of changes in a chain, each of which may be none. Whole number from 1 to 1000. @defaultValue `3` */
  readonly chainDepth?: number;
  /** How strong changes are, in [0, 1]: a pair, or one number `f` for `[0, f]`. @defaultValue `[0, 0.3]` */
  readonly factor?: FactorLike;
  /** Parameter of the distributions of all weights, above 0. @defaultValue `1` */
  readonly alpha?: number;
  /** Whether brightness, color degeneration, contrast and sharpness are among the changes. @defaultValue `true` */
  readonly allOps?: boolean;
  /** Between pixels, for what moves them. @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
}

/** One step of all chains. */
interface ChainStep {
  /** The change that each chain makes, by its number; one beyond the last means none. @shape `[numChains]` */
  readonly choices: Tensor;
  /** A draw of each change, for the batches of all chains. */
  readonly transforms: AugmentationDraws;
}

export interface ChainMixture {
  /** Shares of the chains, which add up to 1. @shape `[numChains]` */
  readonly chainMixingWeights: Tensor;
  /** Share of the images themselves. @shape `[]` */
  readonly weightSample: Tensor;
  readonly chainTransforms: readonly ChainStep[];
}

/** Those that the paper makes: what it measures robustness against is not among them. */
const plainNames: readonly AugmentationName[] = [
  'randomShear',
  'randomTranslation',
  'randomRotation',
  'randomPosterization',
  'solarization',
  'autoContrast',
  'equalization',
];

const allNames: readonly AugmentationName[] = [
  ...plainNames,
  'randomBrightness',
  'randomColorDegeneration',
  'randomContrast',
  'randomSharpness',
];

/** Chains, and changes in each: every one is computed for every image. */
const MOST_CHANGES = 1000;

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Mixes each image with what several chains of random changes make of it: `y = w · x + (1 - w) · Σ wᵢ · chainᵢ(x)`, within the
 * value range, where `w` is drawn from `Beta(alpha, alpha)` and the `wᵢ` from a Dirichlet distribution. Only in training.
 *
 * Which changes a chain makes is drawn for each batch. In each step all are computed, and one result is taken: that is how a
 * captured program chooses. (Keras chooses when it traces a function, and then makes the same changes for ever.)
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`, of 3 channels or 1
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or another number of channels.
 * @source Hendrycks et al. 2020; defaults as Keras 3 `AugMix`.
 * @example
 * new AugMix({ numChains: 2 }).outputShape([null, 32, 32, 3]) // => [null, 32, 32, 3]
 */
export class AugMix extends RandomColorLayer<AugMixOptions, ChainMixture> {
  readonly className: string = 'AugMix';
  readonly #numChains: number;
  readonly #chainDepth: number;
  readonly #alpha: number;
  readonly #augmentations: AugmentationSet;

  constructor(options: AugMixOptions = {}) {
    const where = 'AugMix';
    super(where, withFactorRange(options, 'factor', bounds), {
      numChains: 3,
      chainDepth: 3,
      factor: [0, 0.3],
      alpha: 1,
      allOps: true,
      interpolation: 'bilinear',
      ...randomColorDefaults,
    });
    const { config, valueRange } = this;
    this.#numChains = requireWholeNumber(where, 'numChains', config.numChains, {
      min: 1,
      max: MOST_CHANGES,
    });
    this.#chainDepth = requireWholeNumber(where, 'chainDepth', config.chainDepth, {
      min: 1,
      max: MOST_CHANGES,
    });
    this.#alpha = requireNumber(where, 'alpha', config.alpha, { above: 0 });
    const names = requireBoolean(where, 'allOps', config.allOps) ? allNames : plainNames;
    const { interpolation, seed } = config;
    this.#augmentations = new AugmentationSet(names, {
      factor: rangeWithin(where, 'factor', config.factor, bounds),
      interpolation: requireOneOf(where, 'interpolation', interpolation, pixelInterpolations),
      valueRange,
      seed,
      batches: this.#numChains,
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
    requireChannels('AugMix', images, [1, 3]);
    return images;
  }

  randomTransformation(images: KnownShape, pass: Pass): ChainMixture {
    const random = this.numbersOf(pass);
    const [batch = 1, ...pixels] = images;
    const choices = this.#augmentations.size + 1;
    const step = (): ChainStep => ({
      choices: floor(mul(this.uniform(pass, [this.#numChains]), choices)),
      transforms: this.#augmentations.draw([this.#numChains * batch, ...pixels], pass),
    });
    return {
      chainMixingWeights: dirichletDraw(this.#numChains, this.#alpha, random),
      weightSample: betaDraws([], this.#alpha, random),
      chainTransforms: Array.from({ length: this.#chainDepth }, step),
    };
  }

  transformImages(images: Tensor, mixture: ChainMixture): Tensor {
    const { chainMixingWeights, weightSample, chainTransforms } = mixture;
    const [batch = 1] = images.shape;
    // The batches of all chains, one after the other, go through each step together.
    let x = tile(images, [this.#numChains, 1, 1, 1]);
    for (const { choices, transforms } of chainTransforms) {
      const ofImages = tile(reshape(choices, [this.#numChains, 1]), [1, batch]);
      x = this.#augmentations.applyChosen(x, reshape(ofImages, [-1, 1, 1, 1]), transforms);
    }
    const weights = unstack(chainMixingWeights);
    const mixed = split(x, this.#numChains)
      .map((chain, i) => mul(chain, weights[i] as Tensor))
      .reduce((total, chain) => add(total, chain));
    const y = add(mul(images, weightSample), mul(mixed, sub(1, weightSample)));
    return clip(y, ...this.valueRange);
  }
}
