import type { Pass, Tensor } from '@myelin/core';
import { cast, div, expandDims, mean, sum, where } from '@myelin/core';
import type { GlobalPoolingOptions } from './global-pooling.ts';
import { GlobalPooling } from './global-pooling.ts';

export interface GlobalAveragePooling1DOptions extends GlobalPoolingOptions {}

/**
 * Mean of each channel over the whole sequence, of the time steps that a mask leaves.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 3
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Lin et al. 2014; defaults as Keras 3 `GlobalAveragePooling1D`.
 * @example
 * new GlobalAveragePooling1D().outputShape([null, 7, 64]) // => [null, 64]
 */
export class GlobalAveragePooling1D extends GlobalPooling {
  readonly className: string = 'GlobalAveragePooling1D';

  constructor(options: GlobalAveragePooling1DOptions = {}) {
    super('GlobalAveragePooling1D', 1, options, mean);
  }

  protected override call(x: Tensor, weights: unknown, pass: Pass): Tensor {
    const mask = pass.maskOf(x);
    if (!mask) return super.call(x, weights, pass);
    const { dataFormat, keepdims } = this.config;
    const real = expandDims(mask, dataFormat === 'channels_last' ? 2 : 1);
    const total = sum(where(real, x, 0), this.spatialAxes, keepdims);
    return div(total, sum(cast(real, 'float32'), this.spatialAxes, keepdims));
  }
}

export { GlobalAveragePooling1D as GlobalAvgPool1D };
