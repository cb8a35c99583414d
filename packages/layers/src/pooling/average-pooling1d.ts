import { required } from '@myelin/core';
import type { Single } from '../spatial/per-axis.ts';
import { averagePool } from './average-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface AveragePooling1DOptions extends PoolingOptions<Single> {
  readonly poolSize: number | Single;
}

/**
 * Mean of each window, channel by channel; at the edges only of the elements that are there.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output the same with new length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or a window larger than the sequence.
 * @source Defaults as Keras 3 `AveragePooling1D`.
 * @example
 * new AveragePooling1D({ poolSize: 2 }).outputShape([null, 28, 8]) // => [null, 14, 8]
 */
export class AveragePooling1D extends Pooling<Single> {
  readonly className: string = 'AveragePooling1D';

  constructor(options: AveragePooling1DOptions) {
    super('AveragePooling1D', 1, options, averagePool, required);
  }
}

export { AveragePooling1D as AvgPool1D };
