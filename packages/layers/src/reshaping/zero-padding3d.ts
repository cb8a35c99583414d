import type { LayerOptions } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { VolumeEdges } from './edges.ts';
import { zeroPadding } from './zero-padding.ts';

export interface ZeroPadding3DOptions extends LayerOptions {
  /**
   * How many zeros to add at the two ends of depth, height and width; one number stands for all.
   *
   * @defaultValue `[[1, 1], [1, 1], [1, 1]]`
   */
  readonly padding?: VolumeEdges;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Adds zeros at the faces of volumes.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with new depth, height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Defaults as Keras 3 `ZeroPadding3D`.
 * @example
 * new ZeroPadding3D({ padding: 1 }).outputShape([null, 8, 8, 8, 3]) // => [null, 10, 10, 10, 3]
 */
export class ZeroPadding3D extends EdgeLayer<ZeroPadding3DOptions> {
  readonly className: string = 'ZeroPadding3D';

  constructor(options: ZeroPadding3DOptions = {}) {
    const defaults = {
      padding: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      dataFormat: 'channels_last',
    } as const;
    super('ZeroPadding3D', 3, options, defaults, zeroPadding);
  }
}
