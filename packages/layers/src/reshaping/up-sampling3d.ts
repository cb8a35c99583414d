import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { requireRank } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat } from '../spatial/data-format.ts';
import type { PerAxis, TripleLike } from '../spatial/per-axis.ts';
import { requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import { RearrangingLayer } from './rearranging-layer.ts';
import { repeatElements, upSampledShape } from './up-sampling.ts';

export interface UpSampling3DOptions extends LayerOptions {
  /** How many times as deep, high and wide volumes become. @defaultValue `[2, 2, 2]` */
  readonly size?: TripleLike;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Makes volumes deeper, higher and wider by repeating their elements.
 *
 * @shape input `[batch, depth, height, width, channels]`, or
 * `[batch, channels, depth, height, width]` with `'channels_first'`
 * @shape output the same with depth, height and width times `size`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 5.
 * @source Defaults as Keras 3 `UpSampling3D`.
 * @example
 * new UpSampling3D().outputShape([null, 3, 4, 5, 8]) // => [null, 6, 8, 10, 8]
 */
export class UpSampling3D extends RearrangingLayer<UpSampling3DOptions> {
  readonly className: string = 'UpSampling3D';
  readonly #size: PerAxis;

  constructor(options: UpSampling3DOptions = {}) {
    super('UpSampling3D', withPerAxis(options, ['size'], 3), {
      size: [2, 2, 2],
      dataFormat: 'channels_last',
    });
    this.#size = requirePerAxis('UpSampling3D', 'size', this.config.size, 3);
    requireDataFormat('UpSampling3D', this.config.dataFormat);
  }

  outputShape(input: Shape): Shape {
    requireRank('UpSampling3D', input, { exactly: 5 });
    return upSampledShape(input, this.#size, this.config.dataFormat);
  }

  protected call(x: Tensor): Tensor {
    return repeatElements(x, this.#size, this.config.dataFormat);
  }
}
