import type { Shape, Tensor } from '@myelin/core';
import { requireOneOf, transpose } from '@myelin/core';

/** Where the channels of an image lie: `[batch, height, width, channels]` or `[batch, channels, height, width]`. */
export type DataFormat = 'channels_last' | 'channels_first';

export function requireDataFormat(where: string, value: unknown): DataFormat {
  return requireOneOf(where, 'dataFormat', value, ['channels_last', 'channels_first']);
}

/** `shape`, which is in `format`, with its channels last. */
export function shapeWithChannelsLast(shape: Shape, format: DataFormat): Shape {
  if (format === 'channels_last') return shape;
  const [batch = null, channels = null, ...spatial] = shape;
  return [batch, ...spatial, channels];
}

/** `shape`, whose channels are last, in `format`. */
export function shapeInFormat(shape: Shape, format: DataFormat): Shape {
  if (format === 'channels_last') return shape;
  return [shape[0] ?? null, shape.at(-1) ?? null, ...shape.slice(1, -1)];
}

/** `x`, which is in `format`, with its channels last. */
export function withChannelsLast(x: Tensor, format: DataFormat): Tensor {
  if (format === 'channels_last') return x;
  return transpose(x, [0, ...spatialAxes(x.rank, 2), 1]);
}

/** `x`, whose channels are last, in `format`. */
export function inFormat(x: Tensor, format: DataFormat): Tensor {
  if (format === 'channels_last') return x;
  return transpose(x, [0, x.rank - 1, ...spatialAxes(x.rank, 1)]);
}

const spatialAxes = (rank: number, first: number): number[] =>
  Array.from({ length: rank - 2 }, (_, i) => i + first);
