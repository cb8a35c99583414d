import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { requireRank, reshape, shapeSize } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat, withChannelsLast } from '../spatial/data-format.ts';
import { RearrangingLayer } from './rearranging-layer.ts';

export interface FlattenOptions extends LayerOptions {
  /** With `'channels_first'` the channels are moved to the end first. @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

/**
 * Joins all axes but the batch axis into one.
 *
 * @shape input `[batch, ...]`
 * @shape output `[batch, size of one sample]`
 * @throws {@link ArgumentError} `dataFormat` is not known.
 * @source Defaults as Keras 3 `Flatten`.
 * @example
 * new Flatten().outputShape([null, 28, 28]) // => [null, 784]
 */
export class Flatten extends RearrangingLayer<FlattenOptions> {
  readonly className: string = 'Flatten';

  constructor(options: FlattenOptions = {}) {
    super('Flatten', options, { dataFormat: 'channels_last' });
    requireDataFormat('Flatten', this.config.dataFormat);
  }

  outputShape(input: Shape): Shape {
    requireRank('Flatten', input, { min: 1 });
    const sample = input.slice(1);
    const known = sample.filter((size) => size !== null);
    return [input[0] ?? null, known.length === sample.length ? shapeSize(known) : null];
  }

  protected call(x: Tensor): Tensor {
    const ordered = x.rank > 2 ? withChannelsLast(x, this.config.dataFormat) : x;
    return reshape(ordered, [x.shape[0] ?? 1, -1]);
  }
}
