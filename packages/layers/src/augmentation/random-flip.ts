import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { lessEqual, requireOneOf, reverse, where } from '@myelin/core';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';

export interface RandomFlipOptions extends RandomImageOptions {
  /** `'horizontal'` swaps left and right, `'vertical'` top and bottom. @defaultValue `'horizontal_and_vertical'` */
  readonly mode?: FlipMode;
}

export type FlipMode = 'horizontal' | 'vertical' | 'horizontal_and_vertical';

export interface Flip {
  /** Which images are mirrored: bool, shape `[batch, 1, 1, 1]`. */
  readonly flips: Tensor;
}

/**
 * Mirrors each image in training, or not, with equal chances. With `'horizontal_and_vertical'` both happen or none.
 *
 * @shape input `[batch, height, width, channels]` or one image `[height, width, channels]`; channels first with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3 or 4.
 * @source Defaults as Keras 3 `RandomFlip`.
 * @example
 * new RandomFlip({ mode: 'horizontal' }).apply([[[1], [2]]]).arraySync() // => [[[1], [2]]], since this is not training
 */
export class RandomFlip extends RandomImageLayer<RandomFlipOptions, Flip> {
  readonly className: string = 'RandomFlip';

  constructor(options: RandomFlipOptions = {}) {
    super('RandomFlip', options, {
      mode: 'horizontal_and_vertical',
      dataFormat: 'channels_last',
      seed: null,
    });
    const modes = ['horizontal', 'vertical', 'horizontal_and_vertical'] as const;
    requireOneOf('RandomFlip', 'mode', this.config.mode, modes);
  }

  randomTransformation([batch = 1]: KnownShape, pass: Pass): Flip {
    return { flips: lessEqual(this.uniform(pass, [batch, 1, 1, 1]), 0.5) };
  }

  transformImages(images: Tensor, { flips }: Flip): Tensor {
    const { mode } = this.config;
    const axes = [...(mode === 'horizontal' ? [] : [1]), ...(mode === 'vertical' ? [] : [2])];
    return where(flips, reverse(images, axes), images);
  }

  override transformMasks(masks: Tensor, flip: Flip): Tensor {
    return this.transformImages(masks, flip);
  }
}
