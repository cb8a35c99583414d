import type { Pair } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { averagePool } from './average-pool.ts';

export interface AdaptiveAveragePooling2DOptions extends AdaptivePoolingOptions<Pair> {}

/**
 * Mean of each of so many windows that the result has a given size, channel by channel. Windows overlap where the size
 * does not divide that of the image.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the sizes of the spatial axes
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Keras 3 `AdaptiveAveragePooling2D`.
 * @example
 * new AdaptiveAveragePooling2D({ outputSize: 3 }).outputShape([null, 7, 7, 64]) // => [null, 3, 3, 64]
 */
export class AdaptiveAveragePooling2D extends AdaptivePooling<Pair> {
  readonly className: string = 'AdaptiveAveragePooling2D';

  constructor(options: AdaptiveAveragePooling2DOptions) {
    super('AdaptiveAveragePooling2D', 2, options, averagePool);
  }
}
