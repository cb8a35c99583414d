import { max } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalMaxPooling2DOptions extends GlobalPoolingOptions {}

/**
 * Largest element of each channel over the whole image.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 4
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Defaults as Keras 3 `GlobalMaxPooling2D`.
 * @example
 * new GlobalMaxPooling2D().outputShape([null, 7, 7, 64]) // => [null, 64]
 */
export class GlobalMaxPooling2D extends GlobalPooling {
  readonly className: string = 'GlobalMaxPooling2D';

  constructor(options: GlobalMaxPooling2DOptions = {}) {
    super('GlobalMaxPooling2D', 2, options, max);
  }
}

export { GlobalMaxPooling2D as GlobalMaxPool2D };
