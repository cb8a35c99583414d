import type { LayerOptions } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { cropping } from './cropping.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { VolumeEdges } from './edges.ts';

export interface Cropping3DOptions extends LayerOptions {
  /**
   * How many elements to take away at the two ends of depth, height and width; one number stands for all.
   *
   * @defaultValue `[[1, 1], [1, 1], [1, 1]]`
   */
  readonly cropping?: VolumeEdges;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Takes elements away at the faces of volumes.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with new depth, height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5, or nothing is left.
 * @source Defaults as Keras 3 `Cropping3D`.
 * @example
 * new Cropping3D({ cropping: 1 }).outputShape([null, 8, 8, 8, 3]) // => [null, 6, 6, 6, 3]
 */
export class Cropping3D extends EdgeLayer<Cropping3DOptions> {
  readonly className: string = 'Cropping3D';

  constructor(options: Cropping3DOptions = {}) {
    const defaults = {
      cropping: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      dataFormat: 'channels_last',
    } as const;
    super('Cropping3D', 3, options, defaults, cropping);
  }
}
