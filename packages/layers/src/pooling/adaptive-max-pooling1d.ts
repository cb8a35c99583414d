import type { Single } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { maxPool } from './max-pool.ts';

export interface AdaptiveMaxPooling1DOptions extends AdaptivePoolingOptions<Single> {}

/**
 * Largest element of each of so many windows that the result has a given size, channel by channel. Windows overlap
 * where the size does not divide that of the sequence.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Keras 3 `AdaptiveMaxPooling1D`.
 * @example
 * new AdaptiveMaxPooling1D({ outputSize: 3 }).outputShape([null, 7, 64]) // => [null, 3, 64]
 */
export class AdaptiveMaxPooling1D extends AdaptivePooling<Single> {
  readonly className: string = 'AdaptiveMaxPooling1D';

  constructor(options: AdaptiveMaxPooling1DOptions) {
    super('AdaptiveMaxPooling1D', 1, options, maxPool);
  }
}
