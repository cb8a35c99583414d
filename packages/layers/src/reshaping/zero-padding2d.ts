import type { LayerOptions } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { ImageEdges } from './edges.ts';
import { zeroPadding } from './zero-padding.ts';

export interface ZeroPadding2DOptions extends LayerOptions {
  /**
   * How many zeros to add at the two ends of height and width; one number stands for all.
   *
   * @defaultValue `[[1, 1], [1, 1]]`
   */
  readonly padding?: ImageEdges;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Adds zeros at the edges of images.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Defaults as Keras 3 `ZeroPadding2D`.
 * @example
 * new ZeroPadding2D({ padding: 1 }).outputShape([null, 8, 8, 3]) // => [null, 10, 10, 3]
 */
export class ZeroPadding2D extends EdgeLayer<ZeroPadding2DOptions> {
  readonly className: string = 'ZeroPadding2D';

  constructor(options: ZeroPadding2DOptions = {}) {
    const defaults = {
      padding: [
        [1, 1],
        [1, 1],
      ],
      dataFormat: 'channels_last',
    } as const;
    super('ZeroPadding2D', 2, options, defaults, zeroPadding);
  }
}
