/** Which convolutions are computed by tiles of 4 by 4 windows, and how the tiles lie. */

import type { ConvolutionShape } from '../convolution-shape.ts';

/** Windows of a tile along an axis, and points at which polynomials are multiplied for them. */
export const TILE = 4;
export const POINTS = 6;
/** Products of a tile. */
export const PLANES = POINTS * POINTS;
/** Bytes between planes, so that those of a tile do not share few places of a cache. */
export const PLANE_GAP = 64;

export interface TileGrid {
  /** Tiles along the axes of the windows of an image. */
  readonly down: number;
  readonly across: number;
}

export function tileGrid({ vertical, horizontal }: ConvolutionShape): TileGrid {
  return {
    down: Math.ceil(vertical.windows / TILE),
    across: Math.ceil(horizontal.windows / TILE),
  };
}

/** Fewest channels whose sums are long enough to pay for the maps of their tiles. */
const CHANNELS = 16;
/** Most weights: there are four times as many after the map. */
const WEIGHTS = 1 << 16;
/** Fewest windows along an axis: below, much of a tile is empty. */
const WINDOWS = 6;
/** Fewest tiles that pay for the map of the filter. */
const TILES = 16;

export function isTiled(shape: ConvolutionShape): boolean {
  const { images, vertical, horizontal, channels, filters } = shape;
  const fits = (count: number): boolean => count >= CHANNELS && count % 4 === 0;
  const { down, across } = tileGrid(shape);
  return (
    fits(channels) &&
    fits(filters) &&
    channels * filters <= WEIGHTS &&
    images * down * across >= TILES &&
    [vertical, horizontal].every(
      ({ kernel, stride, dilation, windows, before, size }) =>
        kernel === 3 &&
        stride === 1 &&
        dilation === 1 &&
        windows >= WINDOWS &&
        before <= 2 &&
        windows <= size + before,
    )
  );
}

/** Memory that the points of a block of tiles may take: they must stay in the cache. */
const BLOCK_BYTES = 1 << 20;

/** Rows of tiles that are in work together. Must not depend on the part: gradients of filters are summed up by block. */
export function blockRows({ across }: TileGrid, { channels, filters }: ConvolutionShape): number {
  const tile = 4 * PLANES * (channels + filters);
  const tiles = Math.max(12, Math.min(60, Math.floor(BLOCK_BYTES / tile)));
  return Math.max(1, Math.floor(tiles / across));
}
