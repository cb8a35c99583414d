import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { concat, greater, mul, split, where } from '@myelin/core';
import { affineMatrices } from './affine-matrices.ts';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { symmetricRange } from './factor-range.ts';
import type { RandomAffineOptions } from './random-affine-layer.ts';
import { RandomAffineLayer, randomAffineDefaults } from './random-affine-layer.ts';

export interface RandomShearOptions extends RandomAffineOptions {
  /** Columns by which each row may be shifted against the one above it, in [0, 1]. A pair is the range from which is drawn. @defaultValue `0` */
  readonly xFactor?: FactorLike;
  /** Rows by which each column may be shifted against the one before it, in [0, 1]. A pair is the range from which is drawn. @defaultValue `0` */
  readonly yFactor?: FactorLike;
}

export interface Shear {
  /** Shift of each row and of each column against the one before. Shape `[batch, 2]`. */
  readonly shearFactor: Tensor;
}

/**
 * Slants each image in training, one way or the other, from its upper left corner.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomShear`.
 * @example
 * new RandomShear({ xFactor: [0.1, 0.3], fillMode: 'constant' }).outputShape([null, 28, 28, 1]) // => [null, 28, 28, 1]
 */
export class RandomShear extends RandomAffineLayer<RandomShearOptions, Shear> {
  readonly className: string = 'RandomShear';
  readonly #x: FactorRange;
  readonly #y: FactorRange;

  constructor(options: RandomShearOptions = {}) {
    super('RandomShear', options, { xFactor: 0, yFactor: 0, ...randomAffineDefaults });
    const range = (option: string, value: unknown): FactorRange =>
      symmetricRange('RandomShear', option, value, { min: 0, max: 1 });
    this.#x = range('xFactor', this.config.xFactor);
    this.#y = range('yFactor', this.config.yFactor);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Shear {
    const side = where(greater(this.uniform(pass, [batch, 1]), 0.5), -1, 1);
    const y = this.uniform(pass, [batch, 1], this.#y);
    const x = this.uniform(pass, [batch, 1], this.#x);
    return { shearFactor: mul(concat([x, y], 1), side) };
  }

  protected matrices({ shearFactor }: Shear): Tensor {
    const [x, y] = split(shearFactor, 2, 1) as [Tensor, Tensor];
    return affineMatrices([1, x, 0, y, 1, 0], x);
  }
}
