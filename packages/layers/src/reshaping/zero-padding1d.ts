import type { LayerOptions } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { EdgeLike } from './edges.ts';
import { zeroPadding } from './zero-padding.ts';

export interface ZeroPadding1DOptions extends LayerOptions {
  /** How many zeros to add at the beginning and the end; one number stands for all. @defaultValue `[1, 1]` */
  readonly padding?: EdgeLike;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Adds zeros at both ends of a sequence.
 *
 * @shape input `[batch, length, channels]`, or `[batch, channels, length]` with `'channels_first'`
 * @shape output the same with new length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3.
 * @source Defaults as Keras 3 `ZeroPadding1D`.
 * @example
 * new ZeroPadding1D({ padding: 1 }).outputShape([null, 8, 3]) // => [null, 10, 3]
 */
export class ZeroPadding1D extends EdgeLayer<ZeroPadding1DOptions> {
  readonly className: string = 'ZeroPadding1D';

  constructor(options: ZeroPadding1DOptions = {}) {
    const defaults = { padding: [1, 1], dataFormat: 'channels_last' } as const;
    super('ZeroPadding1D', 1, options, defaults, zeroPadding);
  }
}
