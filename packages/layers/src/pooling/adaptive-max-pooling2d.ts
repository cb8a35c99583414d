import type { Pair } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { maxPool } from './max-pool.ts';

export interface AdaptiveMaxPooling2DOptions extends AdaptivePoolingOptions<Pair> {}

/**
 * Largest element of each of so many windows that the result has a given size, channel by channel. Windows overlap
 * where the size does not divide that of the image.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the sizes of the spatial axes
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Keras 3 `AdaptiveMaxPooling2D`.
 * @example
 * new AdaptiveMaxPooling2D({ outputSize: 3 }).outputShape([null, 7, 7, 64]) // => [null, 3, 3, 64]
 */
export class AdaptiveMaxPooling2D extends AdaptivePooling<Pair> {
  readonly className: string = 'AdaptiveMaxPooling2D';

  constructor(options: AdaptiveMaxPooling2DOptions) {
    super('AdaptiveMaxPooling2D', 2, options, maxPool);
  }
}
