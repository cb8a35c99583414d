import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { requireRank, requireWholeNumber } from '@myelin/core';
import { RearrangingLayer } from './rearranging-layer.ts';
import { repeatElements, upSampledShape } from './up-sampling.ts';

export interface UpSampling1DOptions extends LayerOptions {
  /** How many times each time step stands in the result. @defaultValue `2` */
  readonly size?: number;
}

/**
 * Repeats each time step.
 *
 * @shape input `[batch, length, channels]`
 * @shape output `[batch, length · size, channels]`
 * @throws {@link ArgumentError} `size` is not a whole number of at least 1.
 * @throws {@link ShapeError} rank other than 3.
 * @source Defaults as Keras 3 `UpSampling1D`.
 * @example
 * new UpSampling1D().apply([[[1], [2]]]).arraySync() // => [[[1], [1], [2], [2]]]
 */
export class UpSampling1D extends RearrangingLayer<UpSampling1DOptions> {
  readonly className: string = 'UpSampling1D';

  constructor(options: UpSampling1DOptions = {}) {
    super('UpSampling1D', options, { size: 2 });
    requireWholeNumber('UpSampling1D', 'size', this.config.size, { min: 1 });
  }

  outputShape(input: Shape): Shape {
    requireRank('UpSampling1D', input, { exactly: 3 });
    return upSampledShape(input, [this.config.size], 'channels_last');
  }

  protected call(x: Tensor): Tensor {
    return repeatElements(x, [this.config.size], 'channels_last');
  }
}
