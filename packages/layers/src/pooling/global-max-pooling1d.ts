import { max } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalMaxPooling1DOptions extends GlobalPoolingOptions {}

/**
 * Largest element of each channel over the whole sequence.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 3
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Defaults as Keras 3 `GlobalMaxPooling1D`.
 * @example
 * new GlobalMaxPooling1D().outputShape([null, 7, 64]) // => [null, 64]
 */
export class GlobalMaxPooling1D extends GlobalPooling {
  readonly className: string = 'GlobalMaxPooling1D';

  constructor(options: GlobalMaxPooling1DOptions = {}) {
    super('GlobalMaxPooling1D', 1, options, max);
  }
}

export { GlobalMaxPooling1D as GlobalMaxPool1D };
