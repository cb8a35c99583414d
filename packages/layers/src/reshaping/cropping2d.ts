import type { LayerOptions } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { cropping } from './cropping.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { ImageEdges } from './edges.ts';

export interface Cropping2DOptions extends LayerOptions {
  /**
   * How many elements to take away at the two ends of height and width; one number stands for all.
   *
   * @defaultValue `[[0, 0], [0, 0]]`
   */
  readonly cropping?: ImageEdges;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Takes elements away at the edges of images.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or nothing is left.
 * @source Defaults as Keras 3 `Cropping2D`.
 * @example
 * new Cropping2D({ cropping: 1 }).outputShape([null, 8, 8, 3]) // => [null, 6, 6, 3]
 */
export class Cropping2D extends EdgeLayer<Cropping2DOptions> {
  readonly className: string = 'Cropping2D';

  constructor(options: Cropping2DOptions = {}) {
    const defaults = {
      cropping: [
        [0, 0],
        [0, 0],
      ],
      dataFormat: 'channels_last',
    } as const;
    super('Cropping2D', 2, options, defaults, cropping);
  }
}
