import type { Single } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { averagePool } from './average-pool.ts';

export interface AdaptiveAveragePooling1DOptions extends AdaptivePoolingOptions<Single> {}

/**
 * Mean of each of so many windows that the result has a given size, channel by channel. Windows overlap where the size
 * does not divide that of the sequence.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Keras 3 `AdaptiveAveragePooling1D`.
 * @example
 * new AdaptiveAveragePooling1D({ outputSize: 3 }).outputShape([null, 7, 64]) // => [null, 3, 64]
 */
export class AdaptiveAveragePooling1D extends AdaptivePooling<Single> {
  readonly className: string = 'AdaptiveAveragePooling1D';

  constructor(options: AdaptiveAveragePooling1DOptions) {
    super('AdaptiveAveragePooling1D', 1, options, averagePool);
  }
}
