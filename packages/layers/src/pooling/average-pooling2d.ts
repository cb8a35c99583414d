import { required } from '@myelin/core';
import type { Pair } from '../spatial/per-axis.ts';
import { averagePool } from './average-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface AveragePooling2DOptions extends PoolingOptions<Pair> {
  readonly poolSize: number | Pair;
}

/**
 * Mean of each window, channel by channel; at the edges only of the elements that are there.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the image.
 * @source Defaults as Keras 3 `AveragePooling2D`.
 * @example
 * new AveragePooling2D({ poolSize: 2 }).outputShape([null, 28, 28, 8]) // => [null, 14, 14, 8]
 */
export class AveragePooling2D extends Pooling<Pair> {
  readonly className: string = 'AveragePooling2D';

  constructor(options: AveragePooling2DOptions) {
    super('AveragePooling2D', 2, options, averagePool, required);
  }
}

export { AveragePooling2D as AvgPool2D };
