import { mean } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalAveragePooling3DOptions extends GlobalPoolingOptions {}

/**
 * Mean of each channel over the whole volume.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 5
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Lin et al. 2014; defaults as Keras 3 `GlobalAveragePooling3D`.
 * @example
 * new GlobalAveragePooling3D().outputShape([null, 7, 7, 7, 64]) // => [null, 64]
 */
export class GlobalAveragePooling3D extends GlobalPooling {
  readonly className: string = 'GlobalAveragePooling3D';

  constructor(options: GlobalAveragePooling3DOptions = {}) {
    super('GlobalAveragePooling3D', 3, options, mean);
  }
}

export { GlobalAveragePooling3D as GlobalAvgPool3D };
