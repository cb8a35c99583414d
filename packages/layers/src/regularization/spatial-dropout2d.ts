import { required } from '@myelin/core';
import type { FormattedSpatialDropoutOptions } from './spatial-dropout.ts';
import { SpatialDropout } from './spatial-dropout.ts';

export interface SpatialDropout2DOptions extends FormattedSpatialDropoutOptions {}

/**
 * Sets a random share `rate` of the channels of images to 0 in training, all of their elements, and divides the others
 * by `1 - rate`. Outside of training it hands its input on.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Tompson et al. 2014; defaults as Keras 3 `SpatialDropout2D`.
 * @example
 * new SpatialDropout2D({ rate: 0.5 }).outputShape([null, 7, 7, 8]) // => [null, 7, 7, 8]
 */
export class SpatialDropout2D extends SpatialDropout<SpatialDropout2DOptions> {
  readonly className: string = 'SpatialDropout2D';

  constructor(options: SpatialDropout2DOptions) {
    super('SpatialDropout2D', 2, options, {
      rate: required,
      seed: null,
      dataFormat: 'channels_last',
    });
  }
}
