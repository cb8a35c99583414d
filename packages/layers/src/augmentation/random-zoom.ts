import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { required } from '@myelin/core';
import { affineMatrices, stayingOffset } from './affine-matrices.ts';
import type { FactorLike, FactorRange } from './factor-range.ts';
import { symmetricRange } from './factor-range.ts';
import type { RandomAffineOptions } from './random-affine-layer.ts';
import { RandomAffineLayer, randomAffineDefaults } from './random-affine-layer.ts';

export interface RandomZoomOptions extends RandomAffineOptions {
  /**
   * Largest change of height: with `0.2` the layer shows between 80 and 120 % of it. A pair is the range from which is drawn;
   * positive numbers show more, so that things get smaller, negative ones less.
   */
  readonly heightFactor: FactorLike;
  /** The same for the width. @defaultValue `null`: as drawn for the height, which keeps proportions */
  readonly widthFactor?: FactorLike | null;
}

export interface Zoom {
  /** Share of the height that is shown. Shape `[batch, 1]`. */
  readonly heightZoom: Tensor;
  /** Share of the width that is shown. Shape `[batch, 1]`. */
  readonly widthZoom: Tensor;
}

/**
 * Makes what is in each image larger or smaller in training, about the middle.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomZoom`.
 * @example
 * // Shows the middle half
 * new RandomZoom({ heightFactor: 0, widthFactor: [-0.5, -0.5] }).apply([[[1], [2], [3]]], { training: true }) // => [[[1.5], [2], [2.5]]]
 */
export class RandomZoom extends RandomAffineLayer<RandomZoomOptions, Zoom> {
  readonly className: string = 'RandomZoom';
  readonly #height: FactorRange;
  readonly #width: FactorRange | null;

  constructor(options: RandomZoomOptions) {
    super('RandomZoom', options, {
      heightFactor: required,
      widthFactor: null,
      ...randomAffineDefaults,
    });
    const { heightFactor, widthFactor } = this.config;
    this.#height = shownShare('heightFactor', heightFactor);
    this.#width = widthFactor === null ? null : shownShare('widthFactor', widthFactor);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Zoom {
    const heightZoom = this.uniform(pass, [batch, 1], this.#height);
    const widthZoom = this.#width ? this.uniform(pass, [batch, 1], this.#width) : heightZoom;
    return { heightZoom, widthZoom };
  }

  protected matrices(
    { heightZoom, widthZoom }: Zoom,
    [, height = 1, width = 1]: KnownShape,
  ): Tensor {
    const left = stayingOffset(width, widthZoom);
    const top = stayingOffset(height, heightZoom);
    return affineMatrices([widthZoom, 0, left, 0, heightZoom, top], widthZoom);
  }
}

function shownShare(option: string, value: unknown): FactorRange {
  const bounds = { min: -1, above: -1, max: 1 };
  const [low, high] = symmetricRange('RandomZoom', option, value, bounds);
  return [1 + low, 1 + high];
}
