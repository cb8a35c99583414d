import { required } from '@myelin/core';
import type { Triple } from '../spatial/per-axis.ts';
import { averagePool } from './average-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface AveragePooling3DOptions extends PoolingOptions<Triple> {
  readonly poolSize: number | Triple;
}

/**
 * Mean of each window, channel by channel; at the edges only of the elements that are there.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with new depth, height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5, or a window larger than the volume.
 * @source Defaults as Keras 3 `AveragePooling3D`.
 * @example
 * new AveragePooling3D({ poolSize: 2 }).outputShape([null, 28, 28, 28, 8]) // => [null, 14, 14, 14, 8]
 */
export class AveragePooling3D extends Pooling<Triple> {
  readonly className: string = 'AveragePooling3D';

  constructor(options: AveragePooling3DOptions) {
    super('AveragePooling3D', 3, options, averagePool, required);
  }
}

export { AveragePooling3D as AvgPool3D };
