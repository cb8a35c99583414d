import type { Tensor } from '@myelin/core';
import {
  add,
  bincount,
  clip,
  cumulativeSum,
  div,
  gather,
  greater,
  min,
  minimum,
  mul,
  NdArray,
  reshape,
  slice,
  stepFunction,
  sub,
  sum,
  tensor,
  where,
} from '@myelin/core';
import { levelOf, offsetsAlong } from './levels.ts';
import type { AxisTiles } from './tiles.ts';
import { mirrored, tilesAlong } from './tiles.ts';

const LEVELS = 256;

/**
 * Images with values 0…255, equalized tile by tile. No value counts as more frequent than `clipLimit` times the mean; what
 * is cut off goes to all alike. Each pixel gets a mean of what the four tiles nearest to it would make of it.
 *
 * @param grid - Number of tiles along height and width.
 * @param clipLimit - Unlimited if not positive.
 */
export function equalizeWithLimit(
  images: Tensor,
  grid: readonly [number, number],
  clipLimit: number,
): Tensor {
  const [, height = 1, width = 1] = images.shape;
  const rows = tilesAlong(height, grid[0]);
  const columns = tilesAlong(width, grid[1]);
  return stepFunction(images, (x) => {
    const levels = levelOf(mirrored(mirrored(x, 1, rows), 2, columns), LEVELS);
    const [batch = 1, , , channels = 1] = levels.shape;
    const layout = new TableLayout(batch, grid, channels);
    const owner = add(layout.rowOffsets(rows.own), layout.columnOffsets(columns.own));
    const counts = bincount(add(add(levels, layout.imageOffsets), owner), layout.size);
    const tables = reshape(counts, [layout.size / LEVELS, LEVELS]);
    const entries = equalizingTables(tables, rows.length * columns.length, clipLimit);
    const y = blended(reshape(entries, [-1]), levels, layout, rows, columns);
    return slice(y, [0, 0, 0, 0], [-1, height, width, -1]);
  });
}

/** The new value for each level. @shape counts `[tiles, LEVELS]` */
function equalizingTables(counts: Tensor, area: number, clipLimit: number): Tensor {
  const cumulative = cumulativeSum(limited(counts, (clipLimit * area) / LEVELS), 1);
  const first = min(cumulative, 1, true);
  const rest = sub(area, first);
  const divisor = where(greater(rest, 0), rest, 1);
  return clip(div(mul(sub(cumulative, first), 255), divisor), 0, 255);
}

/** Counts of at most `limit`, and the rest shared out among all. */
function limited(counts: Tensor, limit: number): Tensor {
  if (limit <= 0) return counts;
  const kept = minimum(counts, limit);
  const excess = sum(sub(counts, kept), 1, true);
  return add(kept, div(excess, LEVELS));
}

/** What the four tables around each pixel say, the nearer the more. */
function blended(
  entries: Tensor,
  levels: Tensor,
  layout: TableLayout,
  rows: AxisTiles,
  columns: AxisTiles,
): Tensor {
  const place = add(levels, layout.imageOffsets);
  const entry = (row: Int32Array, column: Int32Array): Tensor => {
    const tile = add(layout.rowOffsets(row), layout.columnOffsets(column));
    return gather(entries, add(place, tile));
  };
  const right = tensor(columns.share, 'float32', [1, 1, columns.share.length, 1]);
  const lower = tensor(rows.share, 'float32', [1, rows.share.length, 1, 1]);
  const mix = (a: Tensor, b: Tensor, share: Tensor): Tensor =>
    add(mul(a, sub(1, share)), mul(b, share));
  const inRow = (row: Int32Array): Tensor =>
    mix(entry(row, columns.before), entry(row, columns.after), right);
  return mix(inRow(rows.before), inRow(rows.after), lower);
}

/** Where in one long list the entries of a table lie: by image, row of tiles, column of tiles, channel, level. */
class TableLayout {
  readonly size: number;
  readonly imageOffsets: Tensor;
  readonly #rowStep: number;
  readonly #columnStep: number;

  constructor(batch: number, [gridHeight, gridWidth]: readonly [number, number], channels: number) {
    this.#columnStep = channels * LEVELS;
    this.#rowStep = gridWidth * this.#columnStep;
    const imageStep = gridHeight * this.#rowStep;
    this.size = batch * imageStep;
    const ofImages = tensor(offsetsAlong(0, batch, imageStep));
    this.imageOffsets = add(ofImages, offsetsAlong(3, channels, LEVELS));
  }

  rowOffsets(tiles: Int32Array): Tensor {
    const offsets = tiles.map((tile) => tile * this.#rowStep);
    return tensor(new NdArray(offsets, [1, offsets.length, 1, 1]));
  }

  columnOffsets(tiles: Int32Array): Tensor {
    const offsets = tiles.map((tile) => tile * this.#columnStep);
    return tensor(new NdArray(offsets, [1, 1, offsets.length, 1]));
  }
}
