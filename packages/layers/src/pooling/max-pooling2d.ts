import type { Pair } from '../spatial/per-axis.ts';
import { maxPool } from './max-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface MaxPooling2DOptions extends PoolingOptions<Pair> {}

/**
 * Largest element of each window, channel by channel.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the image.
 * @source Defaults as Keras 3 `MaxPooling2D`.
 * @example
 * new MaxPooling2D().outputShape([null, 28, 28, 8]) // => [null, 14, 14, 8]
 */
export class MaxPooling2D extends Pooling<Pair> {
  readonly className: string = 'MaxPooling2D';

  constructor(options: MaxPooling2DOptions = {}) {
    super('MaxPooling2D', 2, options, maxPool, 2);
  }
}

export { MaxPooling2D as MaxPool2D };
