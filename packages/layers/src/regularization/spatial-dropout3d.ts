import { required } from '@myelin/core';
import type { FormattedSpatialDropoutOptions } from './spatial-dropout.ts';
import { SpatialDropout } from './spatial-dropout.ts';

export interface SpatialDropout3DOptions extends FormattedSpatialDropoutOptions {}

/**
 * Sets a random share `rate` of the channels of volumes to 0 in training, all of their elements, and divides the others
 * by `1 - rate`. Outside of training it hands its input on.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Tompson et al. 2014; defaults as Keras 3 `SpatialDropout3D`.
 * @example
 * new SpatialDropout3D({ rate: 0.5 }).outputShape([null, 5, 7, 7, 8]) // => [null, 5, 7, 7, 8]
 */
export class SpatialDropout3D extends SpatialDropout<SpatialDropout3DOptions> {
  readonly className: string = 'SpatialDropout3D';

  constructor(options: SpatialDropout3DOptions) {
    super('SpatialDropout3D', 3, options, {
      rate: required,
      seed: null,
      dataFormat: 'channels_last',
    });
  }
}
