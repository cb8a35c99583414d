/** Convolutions of 3 by 3 places, and their derivatives by the image, by tiles of 4 by 4 windows. */

import type { ContractionTask, Value } from '@myelin/program';
import { shareOf } from '../../tasks/share.ts';
import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder } from '../../wasm/function-builder.ts';
import { type ConvolutionShape, convolutionShape } from '../convolution-shape.ts';
import { packedBytes } from '../pack-panels.ts';
import { ResultWriter, type ResultWriter as Writer } from '../result-writer.ts';
import { type Panels, splitColumns } from '../split-columns.ts';
import { splitEvenly } from '../split-evenly.ts';
import { emitTiledProduct } from '../tiled-product.ts';
import { emitFilterPoints } from './filter-points.ts';
import { type FromPoints, ResultsEmitter } from './from-points.ts';
import { pixelsToPoints, pointsToPixels, pointsToResults, slopesToPoints } from './maps.ts';
import { blockRows, PLANE_GAP, PLANES, tileGrid } from './tile-grid.ts';
import { TileRows } from './tile-rows.ts';
import { PointsEmitter, type ToPoints } from './to-points.ts';

/** Matrices of at most this many bytes stay in the nearest cache as a whole. */
const SMALL_MATRIX = 1 << 14;

export function emitTiledConvolution(
  f: FunctionBuilder,
  task: ContractionTask,
  context: TaskContext,
): void {
  const [source, filter] = task.contraction.inputs as readonly [Value, Value];
  const isForward = task.contraction.kernel === 'Conv2D';
  const shape = convolutionShape(task.contraction);
  const { channels, filters, images } = shape;
  const grid = tileGrid(shape);
  // Tiles of results that overlap are added up in the order of rows, so that images stay whole.
  const { begin, end } = shareOf(images * grid.down, context.part, isForward ? 1 : grid.down);
  if (begin >= end) return;

  const [inner, columns] = isForward ? [channels, filters] : [filters, channels];
  const panels = splitColumns(columns);
  const weights = emitFilterPoints(f, context, {
    address: context.address(filter),
    elements: channels * filters,
    inner,
    strides: isForward ? { outer: 4, inner: 4 * filters } : { outer: 4 * filters, inner: 4 },
    panels,
  });
  const pieces = splitEvenly(end - begin, blockRows(grid, shape));
  const most = Math.max(...pieces.map(({ size }) => size)) * grid.across;
  const planesOf = (count: number): Planes => {
    const planeBytes = 4 * most * count + PLANE_GAP;
    return { planes: context.scratch(PLANES * planeBytes), planeBytes };
  };
  const [from, to] = [planesOf(inner), planesOf(columns)];
  const two = axesOf(shape, isForward);
  const points = new PointsEmitter(f, context, {
    ...two.source,
    ...from,
    grid,
    address: context.address(source),
    channels: inner,
    wanted: { begin: 0, end: inner },
    groups: [{ vectors: 1, times: inner / 4, offset: 0, step: 16, tileBytes: 4 * inner }],
  });
  const writer = new ResultWriter(f, task, context, columns);
  const result: FromPoints = { ...two.result, ...to, grid, channels: columns };
  const results = new ResultsEmitter(f, context, result, writer);

  const sourceRows = new TileRows(f, grid.down, imageBytes(two.source, inner), begin);
  const resultRows = new TileRows(f, grid.down, imageBytes(two.result, columns), begin);
  for (const { size, times } of pieces) {
    f.repeat(times, () => {
      points.emit(sourceRows, size);
      const products = { rows: size * grid.across, inner, columns, panels, weights, from, to };
      emitProducts(f, products, context.relaxedMadd);
      results.emit(resultRows, size);
    });
  }
  sourceRows.release();
  resultRows.release();
}

interface Planes {
  readonly planes: number;
  readonly planeBytes: number;
}

type Axes<T> = Pick<T, Extract<keyof T, 'map' | 'height' | 'width' | 'top' | 'left'>>;

function axesOf(
  { vertical, horizontal }: ConvolutionShape,
  isForward: boolean,
): { readonly source: Axes<ToPoints>; readonly result: Axes<FromPoints> } {
  const pixels = { height: vertical.size, width: horizontal.size };
  const before = { top: vertical.before, left: horizontal.before };
  const windows = { height: vertical.windows, width: horizontal.windows, top: 0, left: 0 };
  return isForward
    ? {
        source: { ...pixels, ...before, map: pixelsToPoints },
        result: { ...windows, map: pointsToResults },
      }
    : {
        source: { ...windows, map: slopesToPoints },
        result: { ...pixels, ...before, map: pointsToPixels },
      };
}

const imageBytes = (image: { readonly height: number; readonly width: number }, channels: number) =>
  4 * image.height * image.width * channels;

interface Products {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly panels: readonly Panels[];
  readonly weights: number;
  readonly from: Planes;
  readonly to: Planes;
}

/** A matrix product for each point. */
function emitProducts(
  f: FunctionBuilder,
  { rows, inner, columns, panels, weights, from, to }: Products,
  relaxedMadd: boolean,
): void {
  const [a, b, result] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const store: Pick<Writer, 'write'> = {
    write: (accumulators, { offset, rowStride }) => {
      for (const [r, row] of accumulators.entries()) {
        for (const [v, sum] of row.entries()) {
          f.get(offset)
            .get(sum)
            .store(r * rowStride + 16 * v);
        }
      }
    },
  };
  f.i32(from.planes).set(a).i32(weights).set(b).i32(to.planes).set(result);
  f.repeat(PLANES, () => {
    emitTiledProduct(
      f,
      {
        rows,
        inner,
        panels,
        a: { address: a, strides: { outer: 4 * inner, inner: 4 } },
        b: { address: b, isPacked: true, rowStride: 0 },
        result: { offset: result, column: 0, rowStride: 4 * columns },
        ...(4 * inner * columns > SMALL_MATRIX ? { blockRows: rows } : {}),
      },
      store,
      relaxedMadd,
    );
    f.advance(a, from.planeBytes);
    f.advance(b, packedBytes(panels, inner));
    f.advance(result, to.planeBytes);
  });
  f.release(a, b, result);
}
