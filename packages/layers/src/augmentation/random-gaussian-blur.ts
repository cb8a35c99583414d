import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { ArgumentError, add, clip, describe, less, where } from '@myelin/core';
import { filterChannels } from '../color/filter-channels.ts';
import { gaussianKernel } from '../color/gaussian-kernel.ts';
import type { Pair, PairLike } from '../spatial/per-axis.ts';
import { withPerAxis } from '../spatial/per-axis.ts';
import type { FactorBounds, FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import { perImage } from './per-image.ts';
import type { RandomColorOptions } from './random-color-layer.ts';
import { RandomColorLayer, randomColorDefaults } from './random-color-layer.ts';

export interface RandomGaussianBlurOptions extends RandomColorOptions {
  /**
   * Probability, in [0, 1], that an image is blurred: a pair to draw it from, or one number `f` for `[0, f]`.
   * @defaultValue `[0, 1]`
   */
  readonly factor?: FactorLike;
  /** Height and width of the kernel, in pixels, both odd. @defaultValue `[3, 3]` */
  readonly kernelSize?: PairLike;
  /**
   * Standard deviation of the kernel, in pixels, in [0, 1]: a pair to draw from, or one number `s` for `[0, s]`. One is
   * drawn for each direction and batch. @defaultValue `[0, 1]`
   */
  readonly sigma?: FactorLike;
}

export interface Blur {
  /** bool. @shape `[batch]` */
  readonly shouldApplyBlur: Tensor;
  /** Standard deviations along width and height. @shape `[2]` */
  readonly blurFactor: Tensor;
}

const bounds: FactorBounds = { min: 0, max: 1 };

/**
 * Blurs some images by a Gaussian kernel of random width, within the value range. Only in training.
 *
 * @shape input `[batch, height, width, channels]` or `[height, width, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomGaussianBlur`; beyond the border all is 0. Kernels that are not square are Gaussian here;
 * Keras reads their numbers in the wrong order.
 * @example
 * new RandomGaussianBlur({ kernelSize: 5 }).config.kernelSize // => [5, 5]
 */
export class RandomGaussianBlur extends RandomColorLayer<RandomGaussianBlurOptions, Blur> {
  readonly className: string = 'RandomGaussianBlur';
  readonly #factor: FactorRange;
  readonly #kernelSize: Pair;
  readonly #sigma: FactorRange;

  constructor(options: RandomGaussianBlurOptions = {}) {
    const where = 'RandomGaussianBlur';
    const ranged = withFactorRange(withFactorRange(options, 'factor', bounds), 'sigma', bounds);
    super(where, withPerAxis(ranged, ['kernelSize'], 2), {
      factor: [0, 1],
      kernelSize: [3, 3],
      sigma: [0, 1],
      ...randomColorDefaults,
    });
    this.#factor = factorRange(where, 'factor', this.config.factor, bounds);
    this.#kernelSize = requireOddPair(where, 'kernelSize', this.config.kernelSize);
    this.#sigma = factorRange(where, 'sigma', this.config.sigma, bounds);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Blur {
    const probability = this.uniform(pass, [batch], this.#factor);
    return {
      shouldApplyBlur: less(this.uniform(pass, [batch]), probability),
      // No division by zero.
      blurFactor: add(this.uniform(pass, [2], this.#sigma), 1e-6),
    };
  }

  transformImages(images: Tensor, { shouldApplyBlur, blurFactor }: Blur): Tensor {
    const blurred = filterChannels(images, gaussianKernel(this.#kernelSize, blurFactor));
    return clip(where(perImage(shouldApplyBlur), blurred, images), ...this.valueRange);
  }
}

function requireOddPair(where: string, option: string, value: unknown): Pair {
  const isOdd = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) % 2 === 1;
  if (Array.isArray(value) && value.length === 2 && value.every(isOdd)) {
    return [value[0], value[1]];
  }
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be an odd whole number, or a pair of them, received ${describe(value)}`,
    fix: `pass for example { ${option}: 3 }`,
  });
}
