import type { LayerOptions, OptionDefaults, OwnOptions, Padding, Shape } from '@myelin/core';
import { requireOneOf, requireRank } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat, shapeInFormat, shapeWithChannelsLast } from '../spatial/data-format.ts';
import type { PairLike } from '../spatial/pair.ts';
import { requirePair, withPairs } from '../spatial/pair.ts';
import type { Windows } from '../spatial/window-shape.ts';
import { windowShape } from '../spatial/window-shape.ts';

/** Options of layers that reduce windows of an image to one element each. */
export interface Pooling2DOptions extends LayerOptions {
  /** Height and width of the window. @defaultValue `[2, 2]` */
  readonly poolSize?: PairLike;
  /** Steps between windows along height and width. @defaultValue the size of the window */
  readonly strides?: PairLike | null;
  /** `'same'` also takes windows that reach over the edge. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** @defaultValue `'channels_last'` */
  readonly dataFormat?: DataFormat;
}

export const poolingDefaults: OptionDefaults<OwnOptions<Pooling2DOptions>> = {
  poolSize: [2, 2],
  strides: [2, 2],
  padding: 'valid',
  dataFormat: 'channels_last',
};

/** Options of pooling with pairs for sizes, and with the strides that leaving them out means. */
export function pairedPooling<Options extends Pooling2DOptions>(options: Options): Options {
  const paired = withPairs(options, ['poolSize', 'strides']);
  const strides = paired.strides ?? paired.poolSize;
  return strides === undefined ? paired : { ...paired, strides };
}

/** The windows that checked options describe. */
export function poolingWindows(
  where: string,
  { poolSize, strides, padding, dataFormat }: Pooling2DOptions,
): Windows {
  requireDataFormat(where, dataFormat);
  return {
    size: requirePair(where, 'poolSize', poolSize),
    strides: requirePair(where, 'strides', strides),
    padding: requireOneOf(where, 'padding', padding, ['valid', 'same']),
  };
}

/** Shape of the result of pooling. */
export function pooledShape(
  where: string,
  input: Shape,
  windows: Windows,
  format: DataFormat,
): Shape {
  requireRank(where, input, { exactly: 4 });
  const shape = shapeWithChannelsLast(input, format);
  const [height, width] = windowShape(where, shape, windows);
  return shapeInFormat([shape[0] ?? null, height, width, shape[3] ?? null], format);
}
