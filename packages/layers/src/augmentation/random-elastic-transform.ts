import type { ImageFillMode, KnownShape, Pass, PixelInterpolation, Tensor } from '@myelin/core';
import {
  clip,
  imageFillModes,
  less,
  pixelInterpolations,
  requireNumber,
  requireOneOf,
  reshape,
  where,
} from '@myelin/core';
import type { Distortion } from './elastic-transform.ts';
import { elasticTransform } from './elastic-transform.ts';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';
import type { ValueRange } from './value-range.ts';
import { requireValueRange } from './value-range.ts';

export interface RandomElasticTransformOptions extends RandomImageOptions {
  /** Chance, in [0, 1], that an image is changed; a pair, or one number above 0, is the range from which the chance is drawn. @defaultValue `1` */
  readonly factor?: FactorLike;
  /** Strength of the distortion, in [0, 1]; a pair, or one number above 0, is the range from which it is drawn. @defaultValue `1` */
  readonly scale?: FactorLike;
  /** @defaultValue `'bilinear'` */
  readonly interpolation?: PixelInterpolation;
  /** What is seen outside of an image. @defaultValue `'reflect'` */
  readonly fillMode?: ImageFillMode;
  /** Value outside of images, with `fillMode: 'constant'`. @defaultValue `0` */
  readonly fillValue?: number;
  /** Values of black and white; results are limited to them. @defaultValue `[0, 255]` */
  readonly valueRange?: ValueRange;
}

export interface Elastic extends Distortion {
  /** Which images are changed: bool, shape `[batch]`. */
  readonly applyTransform: Tensor;
}

const bounds = { min: 0, max: 1 };

/**
 * Distorts each image in training as if it were printed on rubber: pixels move at random, near ones alike.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Simard, Steinkraus & Platt 2003; defaults and strengths as Keras 3 `RandomElasticTransform`. Rows and columns move
 * independently, as in the paper; Keras 3.15 draws the same numbers for both, so that pixels move along one diagonal. Its fill
 * mode `'mirror'` fails in the call there, and is refused here.
 * @example
 * new RandomElasticTransform({ scale: 0.5 }).outputShape([null, 28, 28, 1]) // => [null, 28, 28, 1]
 */
export class RandomElasticTransform extends RandomImageLayer<
  RandomElasticTransformOptions,
  Elastic
> {
  readonly className: string = 'RandomElasticTransform';
  readonly #chance: FactorRange;
  readonly #strength: FactorRange;
  readonly #valueRange: ValueRange;

  constructor(options: RandomElasticTransformOptions = {}) {
    const complete = withFactorRange(withFactorRange(options, 'factor', bounds), 'scale', bounds);
    super('RandomElasticTransform', complete, {
      factor: [0, 1],
      scale: [0, 1],
      interpolation: 'bilinear',
      fillMode: 'reflect',
      fillValue: 0,
      valueRange: [0, 255],
      dataFormat: 'channels_last',
      seed: null,
    });
    const { config } = this;
    this.#chance = factorRange('RandomElasticTransform', 'factor', config.factor, bounds);
    this.#strength = factorRange('RandomElasticTransform', 'scale', config.scale, bounds);
    this.#valueRange = requireValueRange('RandomElasticTransform', config.valueRange);
    const { interpolation, fillMode, fillValue } = config;
    requireOneOf('RandomElasticTransform', 'interpolation', interpolation, pixelInterpolations);
    requireOneOf('RandomElasticTransform', 'fillMode', fillMode, imageFillModes);
    requireNumber('RandomElasticTransform', 'fillValue', fillValue);
  }

  /** The images of a batch are distorted with one strength. */
  override get mixesSamples(): boolean {
    return true;
  }

  randomTransformation([batch = 1, height = 1, width = 1]: KnownShape, pass: Pass): Elastic {
    const chance = this.uniform(pass, [batch], this.#chance);
    return {
      applyTransform: less(this.uniform(pass, [batch]), chance),
      distortionFactor: this.uniform(pass, [], this.#strength),
      rowNoise: this.normal(pass, [batch, height, width]),
      columnNoise: this.normal(pass, [batch, height, width]),
    };
  }

  transformImages(images: Tensor, elastic: Elastic): Tensor {
    if (this.#isStill) return images;
    return clip(this.#distorted(images, elastic, this.config.interpolation), ...this.#valueRange);
  }

  override transformMasks(masks: Tensor, elastic: Elastic): Tensor {
    return this.#isStill ? masks : this.#distorted(masks, elastic, 'nearest');
  }

  get #isStill(): boolean {
    return this.#chance[1] === 0 || this.#strength[1] === 0;
  }

  #distorted(
    images: Tensor,
    { applyTransform, ...distortion }: Elastic,
    interpolation: PixelInterpolation,
  ): Tensor {
    const { fillMode, fillValue } = this.config;
    const distorted = elasticTransform(images, distortion, {
      strongest: this.#strength[1],
      interpolation,
      fillMode,
      fillValue,
    });
    return where(reshape(applyTransform, [-1, 1, 1, 1]), distorted, images);
  }
}
