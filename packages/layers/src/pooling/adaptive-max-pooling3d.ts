import type { Triple } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { maxPool } from './max-pool.ts';

export interface AdaptiveMaxPooling3DOptions extends AdaptivePoolingOptions<Triple> {}

/**
 * Largest element of each of so many windows that the result has a given size, channel by channel. Windows overlap
 * where the size does not divide that of the volume.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the sizes of the spatial axes
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Keras 3 `AdaptiveMaxPooling3D`.
 * @example
 * new AdaptiveMaxPooling3D({ outputSize: 3 }).outputShape([null, 7, 7, 7, 64]) // => [null, 3, 3, 3, 64]
 */
export class AdaptiveMaxPooling3D extends AdaptivePooling<Triple> {
  readonly className: string = 'AdaptiveMaxPooling3D';

  constructor(options: AdaptiveMaxPooling3DOptions) {
    super('AdaptiveMaxPooling3D', 3, options, maxPool);
  }
}
