/** Writes the loops that make the derivative of a filter, or of weights for a large batch. */

import type { ContractionTask, Value } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import {
  emitValidTaps,
  hasEmptyResults,
  isWhole,
  type TapAxis,
  type ValidTaps,
} from '../windows/tap-axis.ts';
import type { WindowAxis } from '../windows/window-shape.ts';
import {
  eachGradientTile,
  type GradientTile,
  type GradientTiles,
  wantedRows,
} from './gradient-tiles.ts';
import { type Accumulators, accumulatorsFor, emitSum } from './micro-kernel.ts';
import { emitPacking, packedBytes } from './pack-panels.ts';
import { emitPaddedCopy, paddedBytes } from './pad-image.ts';
import type { Padding, TapAxes } from './padding.ts';
import { ResultWriter } from './result-writer.ts';
import { splitEvenly } from './split-evenly.ts';
import type { Times } from './sum-loops.ts';

/** Sums are at least this long before a tile is put away, if there are as many windows. */
const LONG_SUM = 64;

/** Slopes of a window that take at least this much memory are packed: rows far apart share few places of a cache. */
const WIDE_BYTES = 512;

/** Of a convolution, or of a matrix product that is seen as one: many images of one pixel. */
export interface FilterGradientShape {
  readonly images: number;
  readonly vertical: WindowAxis;
  readonly horizontal: WindowAxis;
  readonly channels: number;
  readonly filters: number;
}

export interface FilterGradientPlan {
  readonly shape: FilterGradientShape;
  /** Of the images that are read, padding included. */
  readonly axes: TapAxes;
  readonly padding: Padding | undefined;
  readonly tiles: GradientTiles;
}

/** Images that are added at a time. */
interface Block {
  readonly images: number;
  /** Address of their slopes, if they were packed. */
  readonly packed: number | undefined;
}

export class FilterGradientEmitter {
  readonly #f: FunctionBuilder;
  readonly #context: TaskContext;
  readonly #plan: FilterGradientPlan;
  readonly #writer: ResultWriter;
  readonly #image: number;
  readonly #slope: number;
  /** Pointers to the images of a block and, unless they were packed, the slopes of their windows. */
  readonly #x: Local;
  readonly #y: Local;
  /** Where the current tile waits. */
  readonly #sums: Local;

  constructor(
    f: FunctionBuilder,
    task: ContractionTask,
    context: TaskContext,
    plan: FilterGradientPlan,
  ) {
    const [image, slope] = task.contraction.inputs as readonly [Value, Value];
    this.#f = f;
    this.#context = context;
    this.#plan = plan;
    this.#writer = new ResultWriter(f, task, context, plan.shape.filters);
    this.#image = context.address(image);
    this.#slope = context.address(slope);
    this.#x = f.local('i32');
    this.#y = f.local('i32');
    this.#sums = f.local('i32');
  }

  emit(): void {
    const f = this.#f;
    const { shape, padding, tiles } = this.#plan;
    const { images, vertical, horizontal, filters, channels } = shape;
    const windows = vertical.windows * horizontal.windows;
    const most = Math.min(images, Math.ceil(LONG_SUM / windows));
    const bytes = waitingBytes(tiles);
    const waiting = this.#context.scratch(bytes);
    f.i32(waiting).i32(0).i32(bytes).fill();
    const copyBytes = padding ? most * paddedBytes(padding.image) : 0;
    const copy = padding ? this.#context.scratch(copyBytes) : 0;
    if (padding) f.i32(copy).i32(0).i32(copyBytes).fill();
    const isPacked = 4 * filters >= WIDE_BYTES;
    const packed = isPacked
      ? this.#context.scratch(packedBytes(tiles.panels, most * windows))
      : undefined;

    const [image, slope] = [f.local('i32'), f.local('i32')];
    f.i32(this.#image).set(image).i32(this.#slope).set(slope);
    for (const { size, times } of splitEvenly(images, most)) {
      const block: Block = { images: size, packed };
      f.repeat(times, () => {
        if (padding) this.#copyImages(padding, size, image, copy);
        else f.get(image).set(this.#x);
        if (packed === undefined) f.get(slope).set(this.#y);
        else this.#packSlopes(size * windows, slope, packed);
        f.i32(waiting).set(this.#sums);
        eachGradientTile(f, tiles, (tile) => this.#add(tile, block));
        f.advance(image, 4 * size * vertical.size * horizontal.size * channels);
        f.advance(slope, 4 * size * windows * filters);
      });
    }
    f.i32(waiting).set(this.#sums);
    eachGradientTile(f, tiles, (tile) => this.#finish(tile));
    f.release(image, slope, this.#x, this.#y, this.#sums);
  }

  /** Copies the images of a block into memory with zeros around each. */
  #copyImages({ image }: Padding, images: number, source: Local, copy: number): void {
    const f = this.#f;
    const [from, to] = [f.local('i32'), f.local('i32')];
    f.get(source).set(from).i32(copy).set(to);
    f.repeat(images, () => {
      emitPaddedCopy(f, image, from, to);
      f.advance(from, 4 * image.height * image.width * image.channels);
      f.advance(to, paddedBytes(image));
    });
    f.i32(copy).set(this.#x);
    f.release(from, to);
  }

  /** Copies the slopes of a block into panels. */
  #packSlopes(windows: number, slope: Local, to: number): void {
    const f = this.#f;
    const { shape, tiles } = this.#plan;
    const strides = { outer: 4, inner: 4 * shape.filters };
    const from = (): void => {
      f.get(slope).i32(tiles.column).op('i32.add');
    };
    emitPacking(f, { panels: tiles.panels, inner: windows, strides, from, to });
  }

  /** Adds the images of a block to a tile. */
  #add(tile: GradientTile, { images, packed }: Block): void {
    const f = this.#f;
    const { shape, axes, tiles } = this.#plan;
    const { vertical, horizontal } = axes;
    const pixel = 4 * shape.channels;
    const row = 4 * tiles.imageRow;
    const slope = packed === undefined ? 4 * shape.filters : 16 * tile.panels.vectors;
    const local = (): Local => f.local('i32');
    const [a, b] = [local(), local()];
    const y: ValidTaps = { from: local(), count: local(), at: local() };
    const x: ValidTaps = { from: local(), count: local(), at: local() };
    f.get(this.#x).get(tile.element).op('i32.add').set(a);
    if (packed === undefined) f.get(this.#y).get(tile.column).op('i32.add').set(b);
    else {
      const windows = images * vertical.taps * horizontal.taps;
      f.get(tile.column).i32(tiles.column).op('i32.sub').i32(windows).op('i32.mul');
      f.i32(packed).op('i32.add').set(b);
    }
    if (tiles.isCut) {
      emitValidTaps(f, vertical, tile.y, y);
      emitValidTaps(f, horizontal, tile.x, x);
      f.get(a).get(y.at).i32(row).op('i32.mul').op('i32.add');
      f.get(x.at).i32(pixel).op('i32.mul').op('i32.add').set(a);
      f.get(y.from).i32(horizontal.taps).op('i32.mul').get(x.from).op('i32.add');
      f.i32(slope).op('i32.mul').get(b).op('i32.add').set(b);
    } else f.get(tile.y).i32(row).op('i32.mul').get(a).op('i32.add').set(a);
    const loops = [
      { times: images, a: row * vertical.size, b: slope * vertical.taps * horizontal.taps },
      {
        times: times(vertical, y.count),
        a: row * vertical.tapStep,
        b: slope * horizontal.taps,
      },
      { times: times(horizontal, x.count), a: pixel * horizontal.tapStep, b: slope },
    ];
    const accumulators = this.#load(tile);
    const operands = { a, b, aRow: (r: number) => tile.offset(r) };
    const { relaxedMadd } = this.#context;
    emitSum(f, accumulators, operands, loops, { relaxedMadd, continues: true });
    for (const [i, sum] of accumulators.flat().entries()) {
      f.get(this.#sums)
        .get(sum)
        .store(16 * i);
    }
    f.release(a, b, y.from, y.count, y.at, x.from, x.count, x.at, ...accumulators.flat());
    f.advance(this.#sums, tileBytes(tile));
  }

  /** Writes a tile to the result. */
  #finish(tile: GradientTile): void {
    const f = this.#f;
    const offset = f.local('i32');
    const rowStride = 4 * this.#plan.shape.filters;
    const accumulators = this.#load(tile);
    f.get(tile.row).i32(tile.first).op('i32.add').i32(rowStride).op('i32.mul');
    f.get(tile.column).op('i32.add').set(offset);
    const { columns } = tile.panels;
    this.#writer.write(accumulators, { offset, column: tile.column, rowStride, columns });
    f.release(offset, ...accumulators.flat());
    f.advance(this.#sums, tileBytes(tile));
  }

  #load(tile: GradientTile): Accumulators {
    const f = this.#f;
    const accumulators = accumulatorsFor(f, { rows: tile.rows, vectors: tile.panels.vectors });
    for (const [i, sum] of accumulators.flat().entries()) {
      f.get(this.#sums)
        .load(16 * i)
        .set(sum);
    }
    return accumulators;
  }
}

const tileBytes = ({ rows, panels }: GradientTile): number => 16 * rows * panels.vectors;

/** Memory for all tiles. */
function waitingBytes(tiles: GradientTiles): number {
  const vectors = tiles.panels.reduce((sum, group) => sum + group.vectors * group.times, 0);
  return 16 * vectors * wantedRows(tiles);
}

/** Windows along an axis: all, or as many as `local` says. */
function times(axis: TapAxis, local: Local): Times {
  if (isWhole(axis)) return axis.taps;
  return { local, mayBeZero: hasEmptyResults(axis), multipleOf: 1 };
}
