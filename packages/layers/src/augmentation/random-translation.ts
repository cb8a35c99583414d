import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { concat, mul, neg, required, split } from '@myelin/core';
import { affineMatrices } from './affine-matrices.ts';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { symmetricRange } from './factor-range.ts';
import type { RandomAffineOptions } from './random-affine-layer.ts';
import { RandomAffineLayer, randomAffineDefaults } from './random-affine-layer.ts';

export interface RandomTranslationOptions extends RandomAffineOptions {
  /** Largest shift as a share of the height; a pair is the range from which is drawn, downwards where positive. */
  readonly heightFactor: FactorLike;
  /** Largest shift as a share of the width; a pair is the range from which is drawn, to the right where positive. */
  readonly widthFactor: FactorLike;
}

export interface Translation {
  /** Pixels to the right and downwards. Shape `[batch, 2]`. */
  readonly translations: Tensor;
}

/**
 * Shifts each image in training.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomTranslation`.
 * @example
 * // Half of two columns to the right
 * new RandomTranslation({ heightFactor: 0, widthFactor: [0.5, 0.5], fillMode: 'constant' }).apply([[[1], [2]]], { training: true }) // => [[[0], [1]]]
 */
export class RandomTranslation extends RandomAffineLayer<RandomTranslationOptions, Translation> {
  readonly className: string = 'RandomTranslation';
  readonly #height: FactorRange;
  readonly #width: FactorRange;

  constructor(options: RandomTranslationOptions) {
    super('RandomTranslation', options, {
      heightFactor: required,
      widthFactor: required,
      ...randomAffineDefaults,
    });
    const { heightFactor, widthFactor } = this.config;
    const range = (option: string, value: unknown): FactorRange =>
      symmetricRange('RandomTranslation', option, value, { min: -1, max: 1 });
    this.#height = range('heightFactor', heightFactor);
    this.#width = range('widthFactor', widthFactor);
  }

  randomTransformation([batch = 1, height = 1, width = 1]: KnownShape, pass: Pass): Translation {
    const down = mul(this.uniform(pass, [batch, 1], this.#height), height);
    const right = mul(this.uniform(pass, [batch, 1], this.#width), width);
    return { translations: concat([right, down], 1) };
  }

  protected matrices({ translations }: Translation): Tensor {
    const [right, down] = split(translations, 2, 1) as [Tensor, Tensor];
    return affineMatrices([1, 0, neg(right), 0, 1, neg(down)], right);
  }
}
