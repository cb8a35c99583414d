import type { KnownShape, Pass, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  clip,
  describe,
  fill,
  less,
  logicalAnd,
  mul,
  reshape,
  sqrt,
  tensor,
  where,
} from '@myelin/core';
import { requireChannels } from '../color/rgb-channels.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import { boxMask, stretchOf } from './random-boxes.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

/** One number for all channels, one for each of three, or null for noise. */
export type FillValue = number | readonly [number, number, number] | null;

export interface RandomErasingOptions extends RandomColorOptions {
  /**
   * Probability, in [0, 1], that a part of an image is erased: a pair to draw it from, or one number `f` for `[0, f]`.
   * @defaultValue `[0, 1]`
   */
  readonly factor?: FactorLike;
  /**
   * Share of the image, in [0, 1], that is erased: the root of one draw is the share of its height, that of another the
   * share of its width. A pair to draw from, or one number `s` for `[0, s]`. @defaultValue `[0.02, 0.33]`
   */
  readonly scale?: FactorLike;
  /**
   * What stands there instead: a number, one for each of three channels, or null for normally distributed noise as wide as
   * the value range. Limited to the value range. @defaultValue `null`
   */
  readonly fillValue?: FillValue;
}

export interface Erasure {
  /** bool. @shape `[batch]` */
  readonly applyErasing: Tensor;
  /** bool. @shape `[batch, height, width, 1]` */
  readonly batchMasks: Tensor;
  /** What stands in place of what is erased. Is stretched to the shape of the images. */
  readonly fillValue: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Erases a rectangle of some images, at random. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4, or `fillValue` is for three channels and there are not three.
 * @source Zhong et al. 2017; defaults as Keras 3 `RandomErasing`.
 * @example
 * new RandomErasing({ fillValue: 0 }).outputShape([null, 32, 32, 3]) // => [null, 32, 32, 3]
 */
export class RandomErasing extends RandomColorLayer<RandomErasingOptions, Erasure> {
  readonly className: string = 'RandomErasing';
  readonly #factor: FactorRange;
  readonly #scale: FactorRange;
  readonly #fillValue: FillValue;

  constructor(options: RandomErasingOptions = {}) {
    const ranged = withFactorRange(withFactorRange(options, 'factor', bounds), 'scale', bounds);
    super('RandomErasing', ranged, {
      factor: [0, 1],
      scale: [0.02, 0.33],
      fillValue: null,
      ...randomColorDefaults,
    });
    this.#factor = factorRange('RandomErasing', 'factor', this.config.factor, bounds);
    this.#scale = factorRange('RandomErasing', 'scale', this.config.scale, bounds);
    this.#fillValue = requireFillValue(this.config.fillValue);
  }

  protected override imagesShape(images: Shape): Shape {
    if (Array.isArray(this.#fillValue)) requireChannels('RandomErasing', images, [3]);
    return images;
  }

  randomTransformation(images: KnownShape, pass: Pass): Erasure {
    const [batch = 1, height = 1, width = 1] = images;
    const draw = (range?: FactorRange): Tensor => this.uniform(pass, [batch], range);
    const columns = stretchOf(width, sqrt(draw(this.#scale)), draw());
    const rows = stretchOf(height, sqrt(draw(this.#scale)), draw());
    const probability = draw(this.#factor);
    return {
      applyErasing: less(draw(), probability),
      batchMasks: boxMask(height, width, rows, columns),
      fillValue: clip(this.#filling(images, pass), ...this.valueRange),
    };
  }

  transformImages(images: Tensor, { applyErasing, batchMasks, fillValue }: Erasure): Tensor {
    return where(logicalAnd(perImage(applyErasing), batchMasks), fillValue, images);
  }

  #filling(images: KnownShape, pass: Pass): Tensor {
    const value = this.#fillValue;
    if (value === null) return mul(this.normal(pass, images), this.valueRange[1]);
    if (typeof value === 'number') return fill([1, 1, 1, 1], value);
    return reshape(tensor(value, 'float32'), [1, 1, 1, 3]);
  }
}

function requireFillValue(value: unknown): FillValue {
  const isTriple = Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  if (value === null || Number.isFinite(value) || isTriple) return value as FillValue;
  throw new ArgumentError({
    where: 'RandomErasing',
    problem: `\`fillValue\` must be null, a number or a list of three, received ${describe(value)}`,
    fix: 'pass for example { fillValue: 0 }, or leave it out for noise',
  });
}
