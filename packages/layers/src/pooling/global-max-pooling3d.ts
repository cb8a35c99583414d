import { max } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalMaxPooling3DOptions extends GlobalPoolingOptions {}

/**
 * Largest element of each channel over the whole volume.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 5
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Defaults as Keras 3 `GlobalMaxPooling3D`.
 * @example
 * new GlobalMaxPooling3D().outputShape([null, 7, 7, 7, 64]) // => [null, 64]
 */
export class GlobalMaxPooling3D extends GlobalPooling {
  readonly className: string = 'GlobalMaxPooling3D';

  constructor(options: GlobalMaxPooling3DOptions = {}) {
    super('GlobalMaxPooling3D', 3, options, max);
  }
}

export { GlobalMaxPooling3D as GlobalMaxPool3D };
