import type { Tensor } from '@myelin/core';
import { gather, NdArray } from '@myelin/core';

/** One axis of images cut into tiles of equal length; what is missing at its end is mirrored. */
export interface AxisTiles {
  /** Pixels of a tile. */
  readonly length: number;
  /** For each pixel of all tiles, the pixel of the image that stands there. */
  readonly source: Int32Array;
  /** The tile that each pixel lies in. */
  readonly own: Int32Array;
  /** The tile whose center is at or before each pixel, and the one after it; at the border the outermost one is both. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** How far each pixel is from the center before to that after, in [0, 1). */
  readonly share: Float32Array;
}

export function tilesAlong(size: number, count: number): AxisTiles {
  const length = Math.ceil(size / count);
  const pixels = Array.from({ length: length * count }, (_, i) => i);
  const place = (i: number): number => (i - length / 2) / length;
  const within = (tile: number): number => Math.min(Math.max(tile, 0), count - 1);
  return {
    length,
    source: Int32Array.from(pixels, (i) => (i < size ? i : 2 * size - 1 - i)),
    own: Int32Array.from(pixels, (i) => Math.floor(i / length)),
    before: Int32Array.from(pixels, (i) => within(Math.floor(place(i)))),
    after: Int32Array.from(pixels, (i) => within(Math.floor(place(i)) + 1)),
    share: Float32Array.from(pixels, (i) => place(i) - Math.floor(place(i))),
  };
}

/** Whether an axis is long enough for what is missing to be mirrored once. */
export function canBeMirrored(size: number, count: number): boolean {
  return Math.ceil(size / count) * count <= 2 * size;
}

/** The axis of `x` with its end mirrored, so that it is as long as its tiles. */
export function mirrored(x: Tensor, axis: number, { source }: AxisTiles): Tensor {
  if (source.length === x.shape[axis]) return x;
  return gather(x, new NdArray(source, [source.length]), axis);
}
