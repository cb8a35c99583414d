import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { mean, requireBoolean, requireRank, WeightlessLayer } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat } from '../spatial/data-format.ts';

export interface GlobalAveragePooling2DOptions extends LayerOptions {
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** Whether height and width stay, with size 1. @defaultValue `false` */
  readonly keepdims?: boolean;
}

/**
 * Mean of each channel over the whole image.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output `[batch, channels]`; with `keepdims` of rank 4
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Lin et al. 2014; defaults as Keras 3 `GlobalAveragePooling2D`.
 * @example
 * new GlobalAveragePooling2D().outputShape([null, 7, 7, 64]) // => [null, 64]
 */
export class GlobalAveragePooling2D extends WeightlessLayer<GlobalAveragePooling2DOptions> {
  readonly className: string = 'GlobalAveragePooling2D';
  readonly #axes: readonly number[];

  constructor(options: GlobalAveragePooling2DOptions = {}) {
    super('GlobalAveragePooling2D', options, { dataFormat: 'channels_last', keepdims: false });
    const { dataFormat, keepdims } = this.config;
    requireBoolean('GlobalAveragePooling2D', 'keepdims', keepdims);
    const format = requireDataFormat('GlobalAveragePooling2D', dataFormat);
    this.#axes = format === 'channels_last' ? [1, 2] : [2, 3];
  }

  outputShape(input: Shape): Shape {
    requireRank('GlobalAveragePooling2D', input, { exactly: 4 });
    if (this.config.keepdims) {
      return input.map((size, axis) => (this.#axes.includes(axis) ? 1 : size));
    }
    return input.filter((_, axis) => !this.#axes.includes(axis));
  }

  protected call(x: Tensor): Tensor {
    return mean(x, this.#axes, this.config.keepdims);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}
