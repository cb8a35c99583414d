import { mean } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalAveragePooling2DOptions extends GlobalPoolingOptions {}

/**
 * Mean of each channel over the whole image.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 4
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Lin et al. 2014; defaults as Keras 3 `GlobalAveragePooling2D`.
 * @example
 * new GlobalAveragePooling2D().outputShape([null, 7, 7, 64]) // => [null, 64]
 */
export class GlobalAveragePooling2D extends GlobalPooling {
  readonly className: string = 'GlobalAveragePooling2D';

  constructor(options: GlobalAveragePooling2DOptions = {}) {
    super('GlobalAveragePooling2D', 2, options, mean);
  }
}

export { GlobalAveragePooling2D as GlobalAvgPool2D };
