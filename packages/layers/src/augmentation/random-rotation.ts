import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { add, mul, neg, required, reshape, sub } from '@myelin/core';
import { affineMatrices, middleOf } from './affine-matrices.ts';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { factorRange, withFactorRange } from './factor-range.ts';
import type { RandomAffineOptions } from './random-affine-layer.ts';
import { RandomAffineLayer, randomAffineDefaults } from './random-affine-layer.ts';
import { turn } from './turn.ts';

export interface RandomRotationOptions extends RandomAffineOptions {
  /** Largest rotation, as a share of a full turn: `0.25` turns by up to a right angle either way. A pair is the range from which is drawn. */
  readonly factor: FactorLike;
}

export interface Rotation {
  /** Degrees, counterclockwise. Shape `[batch]`. */
  readonly angle: Tensor;
}

const bounds = { min: -1, max: 1 };

/**
 * Turns each image about its middle in training, counterclockwise where the angle is positive.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomRotation`.
 * @example
 * // A quarter turn: what was on the right is on top
 * new RandomRotation({ factor: [0.25, 0.25], interpolation: 'nearest' }).apply([[[1], [2]], [[3], [4]]], { training: true }) // => [[[2], [4]], [[1], [3]]]
 */
export class RandomRotation extends RandomAffineLayer<RandomRotationOptions, Rotation> {
  readonly className: string = 'RandomRotation';
  readonly #degrees: FactorRange;

  constructor(options: RandomRotationOptions) {
    super('RandomRotation', withFactorRange(options, 'factor', bounds), {
      factor: required,
      ...randomAffineDefaults,
    });
    const [low, high] = factorRange('RandomRotation', 'factor', this.config.factor, bounds);
    this.#degrees = [low * 360, high * 360];
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Rotation {
    return { angle: this.uniform(pass, [batch], this.#degrees) };
  }

  protected matrices({ angle }: Rotation, [, height = 1, width = 1]: KnownShape): Tensor {
    const { cosine, sine } = turn(reshape(angle, [-1, 1]));
    const [x, y] = [middleOf(width), middleOf(height)];
    // The middle is turned onto itself.
    const left = add(sub(x, mul(cosine, x)), mul(sine, y));
    const top = sub(sub(y, mul(sine, x)), mul(cosine, y));
    return affineMatrices([cosine, neg(sine), left, sine, cosine, top], cosine);
  }
}
