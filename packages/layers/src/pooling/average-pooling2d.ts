import type { Shape, Tensor } from '@myelin/core';
import { avgPool2d, WeightlessLayer } from '@myelin/core';
import { inFormat, withChannelsLast } from '../spatial/data-format.ts';
import type { Windows } from '../spatial/window-shape.ts';
import type { Pooling2DOptions } from './pooling-options.ts';
import { pairedPooling, pooledShape, poolingDefaults, poolingWindows } from './pooling-options.ts';

export interface AveragePooling2DOptions extends Pooling2DOptions {}

/**
 * Mean of each window, channel by channel; at the edges only of the elements that are there.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with new height and width
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4, or a window larger than the image.
 * @source Defaults as Keras 3 `AveragePooling2D`.
 * @example
 * new AveragePooling2D().outputShape([null, 28, 28, 8]) // => [null, 14, 14, 8]
 */
export class AveragePooling2D extends WeightlessLayer<AveragePooling2DOptions> {
  readonly className: string = 'AveragePooling2D';
  readonly #windows: Windows;

  constructor(options: AveragePooling2DOptions = {}) {
    super('AveragePooling2D', pairedPooling(options), poolingDefaults);
    this.#windows = poolingWindows('AveragePooling2D', this.config);
  }

  outputShape(input: Shape): Shape {
    return pooledShape('AveragePooling2D', input, this.#windows, this.config.dataFormat);
  }

  protected call(x: Tensor): Tensor {
    const { dataFormat } = this.config;
    const image = withChannelsLast(x, dataFormat);
    return inFormat(avgPool2d(image, this.#windows.size, this.#windows), dataFormat);
  }

  /** A mask by time steps has no meaning afterwards. */
  protected override computeMask(): undefined {
    return undefined;
  }
}
