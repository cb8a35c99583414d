import type { Triple } from '../spatial/per-axis.ts';
import type { AdaptivePoolingOptions } from './adaptive-pooling.ts';
import { AdaptivePooling } from './adaptive-pooling.ts';
import { averagePool } from './average-pool.ts';

export interface AdaptiveAveragePooling3DOptions extends AdaptivePoolingOptions<Triple> {}

/**
 * Mean of each of so many windows that the result has a given size, channel by channel. Windows overlap where the size
 * does not divide that of the volume.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with `outputSize` in place of the sizes of the spatial axes
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Keras 3 `AdaptiveAveragePooling3D`.
 * @example
 * new AdaptiveAveragePooling3D({ outputSize: 3 }).outputShape([null, 7, 7, 7, 64]) // => [null, 3, 3, 3, 64]
 */
export class AdaptiveAveragePooling3D extends AdaptivePooling<Triple> {
  readonly className: string = 'AdaptiveAveragePooling3D';

  constructor(options: AdaptiveAveragePooling3DOptions) {
    super('AdaptiveAveragePooling3D', 3, options, averagePool);
  }
}
