import type { Triple } from '../spatial/per-axis.ts';
import { maxPool } from './max-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface MaxPooling3DOptions extends PoolingOptions<Triple> {}

/**
 * Largest element of each window, channel by channel.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with new depth, height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5, or a window larger than the volume.
 * @source Defaults as Keras 3 `MaxPooling3D`.
 * @example
 * new MaxPooling3D().outputShape([null, 28, 28, 28, 8]) // => [null, 14, 14, 14, 8]
 */
export class MaxPooling3D extends Pooling<Triple> {
  readonly className: string = 'MaxPooling3D';

  constructor(options: MaxPooling3DOptions = {}) {
    super('MaxPooling3D', 3, options, maxPool, 2);
  }
}

export { MaxPooling3D as MaxPool3D };
