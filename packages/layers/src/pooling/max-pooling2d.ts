import type { Shape, Tensor } from '@myelin/core';
import { maxPool2d, WeightlessLayer } from '@myelin/core';
import { inFormat, withChannelsLast } from '../spatial/data-format.ts';
import type { Windows } from '../spatial/window-shape.ts';
import type { Pooling2DOptions } from './pooling-options.ts';
import { pairedPooling, pooledShape, poolingDefaults, poolingWindows } from './pooling-options.ts';

export interface MaxPooling2DOptions extends Pooling2DOptions {}

/**
 * Largest element of each window, channel by channel.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the image.
 * @source Defaults as Keras 3 `MaxPooling2D`.
 * @example
 * new MaxPooling2D().outputShape([null, 28, 28, 8]) // => [null, 14, 14, 8]
 */
export class MaxPooling2D extends WeightlessLayer<MaxPooling2DOptions> {
  readonly className: string = 'MaxPooling2D';
  readonly #windows: Windows;

  constructor(options: MaxPooling2DOptions = {}) {
    super('MaxPooling2D', pairedPooling(options), poolingDefaults);
    this.#windows = poolingWindows('MaxPooling2D', this.config);
  }

  outputShape(input: Shape): Shape {
    return pooledShape('MaxPooling2D', input, this.#windows, this.config.dataFormat);
  }

  protected call(x: Tensor): Tensor {
    const { dataFormat } = this.config;
    const image = withChannelsLast(x, dataFormat);
    return inFormat(maxPool2d(image, this.#windows.size, this.#windows), dataFormat);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}
