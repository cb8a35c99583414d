import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { cast, requireOneOf, requireRank, resizeImages } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { inFormat, requireDataFormat, withChannelsLast } from '../spatial/data-format.ts';
import type { Pair, PairLike } from '../spatial/per-axis.ts';
import { requirePerAxis, withPerAxis } from '../spatial/per-axis.ts';
import { RearrangingLayer } from './rearranging-layer.ts';
import { repeatElements, upSampledShape } from './up-sampling.ts';

/** How pixels between those of an image are made up. */
type UpSamplingInterpolation = (typeof interpolations)[number];

const interpolations = ['bicubic', 'bilinear', 'lanczos3', 'lanczos5', 'nearest'] as const;

export interface UpSampling2DOptions extends LayerOptions {
  /** How many times as high and as wide images become. @defaultValue `[2, 2]` */
  readonly size?: PairLike;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
  /** `'nearest'` repeats rows and columns. @defaultValue `'nearest'` */
  readonly interpolation?: UpSamplingInterpolation;
}

/**
 * Makes images higher and wider.
 *
 * @shape input `[batch, height, width, channels]`, or `[batch, channels, height, width]` with `'channels_first'`
 * @shape output the same with height and width times `size`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 4.
 * @source Defaults as Keras 3 `UpSampling2D`.
 * @example
 * new UpSampling2D().outputShape([null, 7, 7, 8]) // => [null, 14, 14, 8]
 */
export class UpSampling2D extends RearrangingLayer<UpSampling2DOptions> {
  readonly className: string = 'UpSampling2D';
  readonly #size: Pair;

  constructor(options: UpSampling2DOptions = {}) {
    super('UpSampling2D', withPerAxis(options, ['size'], 2), {
      size: [2, 2],
      dataFormat: 'channels_last',
      interpolation: 'nearest',
    });
    const { size, dataFormat, interpolation } = this.config;
    this.#size = requirePerAxis('UpSampling2D', 'size', size, 2);
    requireDataFormat('UpSampling2D', dataFormat);
    requireOneOf('UpSampling2D', 'interpolation', interpolation, interpolations);
  }

  outputShape(input: Shape): Shape {
    requireRank('UpSampling2D', input, { exactly: 4 });
    return upSampledShape(input, this.#size, this.config.dataFormat);
  }

  protected call(x: Tensor): Tensor {
    const { dataFormat, interpolation } = this.config;
    if (interpolation === 'nearest') return repeatElements(x, this.#size, dataFormat);
    const images = withChannelsLast(cast(x, 'float32'), dataFormat);
    const [, height = 0, width = 0] = images.shape;
    const size = [height * this.#size[0], width * this.#size[1]] as const;
    const resized = inFormat(resizeImages(images, size, { interpolation }), dataFormat);
    return x.dtype === 'int32' ? cast(resized, 'int32') : resized;
  }
}
