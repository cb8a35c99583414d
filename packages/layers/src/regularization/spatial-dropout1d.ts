import { required } from '@myelin/core';
import type { SpatialDropoutOptions } from './spatial-dropout.ts';
import { SpatialDropout } from './spatial-dropout.ts';

export interface SpatialDropout1DOptions extends SpatialDropoutOptions {}

/**
 * Sets a random share `rate` of the channels of sequences to 0 in training, all of their elements, and divides the
 * others by `1 - rate`. Outside of training it hands its input on.
 *
 * @shape input `[batch, length, channels]`
 * @shape output as the input
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Tompson et al. 2014; defaults as Keras 3 `SpatialDropout1D`.
 * @example
 * new SpatialDropout1D({ rate: 0.5 }).outputShape([null, 10, 8]) // => [null, 10, 8]
 */
export class SpatialDropout1D extends SpatialDropout<SpatialDropout1DOptions> {
  readonly className: string = 'SpatialDropout1D';

  constructor(options: SpatialDropout1DOptions) {
    super('SpatialDropout1D', 1, options, { rate: required, seed: null });
  }
}
