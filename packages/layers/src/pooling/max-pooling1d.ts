import type { Single } from '../spatial/per-axis.ts';
import { maxPool } from './max-pool.ts';
import { Pooling } from './pooling.ts';
import type { PoolingOptions } from './pooling-options.ts';

export interface MaxPooling1DOptions extends PoolingOptions<Single> {}

/**
 * Largest element of each window, channel by channel.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output the same with new length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or a window larger than the sequence.
 * @source Defaults as Keras 3 `MaxPooling1D`.
 * @example
 * new MaxPooling1D().outputShape([null, 28, 8]) // => [null, 14, 8]
 */
export class MaxPooling1D extends Pooling<Single> {
  readonly className: string = 'MaxPooling1D';

  constructor(options: MaxPooling1DOptions = {}) {
    super('MaxPooling1D', 1, options, maxPool, 2);
  }
}

export { MaxPooling1D as MaxPool1D };
