/**
 * The derivative of a convolution by its filter of 3 by 3 places, by tiles of 4 by 4 windows.
 *
 * For each point, a matrix `[channels, filters]` is the sum over all tiles of pixels times slopes. Tiles are summed up
 * block by block, and only the sums are mapped back.
 */

import type { ContractionTask, Value } from '@myelin/program';
import { shareOf } from '../../tasks/share.ts';
import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';
import { type ConvolutionShape, convolutionShape } from '../convolution-shape.ts';
import { accumulatorsFor, emitSum, mostRows } from '../micro-kernel.ts';
import { ResultWriter } from '../result-writer.ts';
import { splitColumns } from '../split-columns.ts';
import { splitEvenly } from '../split-evenly.ts';
import { emitKernelResults } from './kernel-results.ts';
import { pixelsToPoints, slopesToPoints } from './maps.ts';
import { blockRows, PLANE_GAP, PLANES, tileGrid } from './tile-grid.ts';
import { TileRows } from './tile-rows.ts';
import { type ChannelGroup, PointsEmitter } from './to-points.ts';

/** Channels or filters that parts are multiples of: a panel. */
const GRANULE = 8;

export function maximumTiledFilterParts({ channels, filters }: ConvolutionShape): number {
  return Math.ceil(Math.max(channels, filters) / GRANULE);
}

/** One part: some filters or some channels, of which there are more. Never some of the tiles, which would divide sums. */
export function emitTiledFilterGradient(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
): void {
  const [image, slopes] = task.contraction.inputs as readonly [Value, Value];
  const shape = convolutionShape(task.contraction);
  const { images, vertical, horizontal, channels, filters } = shape;
  const byFilters = filters >= channels;
  const share = shareOf(byFilters ? filters : channels, context.part, GRANULE);
  if (share.begin >= share.end) return;
  const rows = byFilters ? { begin: 0, end: channels } : share;
  const columns = byFilters ? share : { begin: 0, end: filters };

  const grid = tileGrid(shape);
  const pieces = splitEvenly(images * grid.down, blockRows(grid, shape));
  const most = Math.max(...pieces.map(({ size }) => size)) * grid.across;
  const planesOf = (count: number): Planes => {
    const planeBytes = 16 * Math.ceil(count / 4) * most + PLANE_GAP;
    return { planes: context.scratch(PLANES * planeBytes), planeBytes };
  };
  const [height, width] = [rows.end - rows.begin, columns.end - columns.begin];
  const [a, b] = [planesOf(height), planesOf(width)];
  const pixels = new PointsEmitter(f, context, {
    ...a,
    map: pixelsToPoints,
    address: context.address(image),
    height: vertical.size,
    width: horizontal.size,
    channels,
    wanted: rows,
    top: vertical.before,
    left: horizontal.before,
    grid,
    groups: [{ vectors: 1, times: height / 4, offset: 0, step: 16, tileBytes: 4 * height }],
  });
  const windows = new PointsEmitter(f, context, {
    ...b,
    map: slopesToPoints,
    address: context.address(slopes),
    height: vertical.windows,
    width: horizontal.windows,
    channels: filters,
    wanted: columns,
    top: 0,
    left: 0,
    grid,
    groups: panelGroups(width, most),
  });

  const sums = context.scratch(4 * PLANES * height * width);
  f.i32(sums)
    .i32(0)
    .i32(4 * PLANES * height * width)
    .fill();
  const pixelRows = new TileRows(f, grid.down, 4 * vertical.size * horizontal.size * channels);
  const windowRows = new TileRows(
    f,
    grid.down,
    4 * vertical.windows * horizontal.windows * filters,
  );
  for (const { size, times } of pieces) {
    f.repeat(times, () => {
      pixels.emit(pixelRows, size);
      windows.emit(windowRows, size);
      const products = { tiles: size * grid.across, most, height, width, a, b, sums };
      emitProducts(f, products, context.relaxedMadd);
    });
  }
  pixelRows.release();
  windowRows.release();
  const writer = new ResultWriter(f, task, context, filters);
  emitKernelResults(f, context, { sums, channels, filters, rows, columns }, writer);
}

interface Planes {
  readonly planes: number;
  readonly planeBytes: number;
}

/** Slopes lie in panels of filters, tile after tile of `tiles`. */
function panelGroups(filters: number, tiles: number): ChannelGroup[] {
  let offset = 0;
  return splitColumns(filters).map(({ vectors, times }) => {
    const step = 16 * vectors * tiles;
    const group = { vectors, times, offset, step, tileBytes: 16 * vectors };
    offset += times * step;
    return group;
  });
}

interface Products {
  /** Tiles at hand, and most that there may be. */
  readonly tiles: number;
  readonly most: number;
  /** Channels and filters. */
  readonly height: number;
  readonly width: number;
  readonly a: Planes;
  readonly b: Planes;
  readonly sums: number;
}

/** Adds the products of a block to the sums of each point. */
function emitProducts(
  f: FunctionBuilder,
  { tiles, most, height, width, a, b, sums }: Products,
  relaxedMadd: boolean,
): void {
  const [planeA, planeB, pa, pb, sum, to] = f.localsOf('i32', 6) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const panels = splitColumns(width);
  f.i32(a.planes).set(planeA).i32(b.planes).set(planeB).i32(sums).set(sum);
  f.repeat(PLANES, () => {
    f.get(planeB).set(pb);
    for (const { vectors, columns, times } of panels) {
      f.repeat(times, () => {
        f.get(planeA).set(pa).get(sum).set(to);
        for (const { size, times } of splitEvenly(height, mostRows(vectors, relaxedMadd))) {
          f.repeat(times, () => {
            const accumulators = accumulatorsFor(f, { rows: size, vectors });
            const each = (visit: (local: Local, offset: number) => void): void => {
              for (const [r, row] of accumulators.entries()) {
                for (const [v, local] of row.entries()) visit(local, 4 * r * width + 16 * v);
              }
            };
            each((local, offset) => f.get(to).load(offset).set(local));
            emitSum(
              f,
              accumulators,
              { a: pa, b: pb, aRow: (r) => 4 * r },
              [{ times: tiles, a: 4 * height, b: 16 * vectors }],
              { relaxedMadd, continues: true },
            );
            each((local, offset) => f.get(to).get(local).store(offset));
            f.release(...accumulators.flat());
            f.advance(pa, 4 * size).advance(to, 4 * size * width);
          });
        }
        f.advance(pb, 16 * vectors * most).advance(sum, 4 * columns);
      });
    }
    f.advance(planeA, a.planeBytes).advance(planeB, b.planeBytes);
    f.advance(sum, 4 * (height - 1) * width);
  });
  f.release(planeA, planeB, pa, pb, sum, to);
}
