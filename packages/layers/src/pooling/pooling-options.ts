import type { LayerOptions, Padding } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import type { PerAxis } from '../spatial/per-axis.ts';

/** Options of layers that reduce windows to one element each. */
export interface PoolingOptions<Sizes extends PerAxis> extends LayerOptions {
  /** Size of the window along each spatial axis; one number stands for all. */
  readonly poolSize?: number | Sizes;
  /** Steps between windows along each spatial axis. @defaultValue the size of the window */
  readonly strides?: number | Sizes | null;
  /** `'same'` also takes windows that reach over the edge. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}
