/** Maps images to points: down first, for a whole row of tiles, then across, tile by tile. */

import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';
import type { Stretch } from '../product-part.ts';
import { emitMap, type LinearMap } from './linear-map.ts';
import { POINTS, TILE, type TileGrid } from './tile-grid.ts';
import type { TileRows } from './tile-rows.ts';

/** Channels that follow one another, in steps of `vectors` vectors. */
export interface ChannelGroup {
  readonly vectors: number;
  readonly times: number;
  /** Bytes from the beginning of a plane to the first of them, of the first tile. */
  readonly offset: number;
  /** Bytes from one step to the next. */
  readonly step: number;
  /** Bytes from one tile to the next. */
  readonly tileBytes: number;
}

export interface ToPoints {
  readonly map: LinearMap;
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Which channels are wanted: multiples of 4. */
  readonly wanted: Stretch;
  /** How many pixels the first tile begins before the image. */
  readonly top: number;
  readonly left: number;
  readonly grid: TileGrid;
  /** A plane for each point: address of the first, and bytes from one to the next. */
  readonly planes: number;
  readonly planeBytes: number;
  readonly groups: readonly ChannelGroup[];
}

export class PointsEmitter {
  readonly #f: FunctionBuilder;
  readonly #relaxedMadd: boolean;
  readonly #to: ToPoints;
  /** A row of zeros. */
  readonly #zeros: number;
  /** Rows of points that are mapped down only, with zeros beside them. */
  readonly #half: number;
  readonly #halfRow: number;
  readonly #pixel: number;

  constructor(f: FunctionBuilder, context: TaskContext, to: ToPoints) {
    this.#f = f;
    this.#relaxedMadd = context.relaxedMadd;
    this.#to = to;
    const { wanted, grid, map, width, channels } = to;
    this.#pixel = 4 * (wanted.end - wanted.begin);
    this.#halfRow = this.#pixel * (TILE * (grid.across - 1) + map.inputs);
    const [zeros, half] = [4 * width * channels, POINTS * this.#halfRow];
    this.#zeros = context.scratch(zeros);
    this.#half = context.scratch(half);
    f.i32(this.#zeros).i32(0).i32(zeros).fill().i32(this.#half).i32(0).i32(half).fill();
  }

  /** Maps `count` rows of tiles to tiles number 0 and on. */
  emit(rows: TileRows, count: number): void {
    const f = this.#f;
    const tile = f.local('i32');
    f.i32(0).set(tile);
    f.repeat(count, () => {
      this.#down(rows);
      this.#across(tile);
      rows.next();
    });
    f.release(tile);
  }

  #down(rows: TileRows): void {
    const f = this.#f;
    const { map, address, height, width, channels, wanted, top, left } = this.#to;
    const row = 4 * width * channels;
    const pointers = f.localsOf('i32', map.inputs);
    const [y, to] = [f.local('i32'), f.local('i32')];
    for (const [i, pointer] of pointers.entries()) {
      f.get(rows.row)
        .i32(TILE)
        .op('i32.mul')
        .i32(i - top)
        .op('i32.add')
        .tee(y);
      f.i32(row).op('i32.mul').get(rows.image).op('i32.add');
      f.i32(address + 4 * wanted.begin)
        .op('i32.add')
        .i32(this.#zeros);
      f.get(y).i32(height).op('i32.lt_u').op('select').set(pointer);
    }
    f.i32(this.#half + left * this.#pixel).set(to);
    const isAll = this.#pixel === 4 * channels;
    const [pixels, vectors] = isAll ? [1, (width * channels) / 4] : [width, this.#pixel / 16];
    f.repeat(pixels, () => {
      f.repeat(vectors, () => {
        emitMap(
          f,
          map,
          this.#relaxedMadd,
          (i) => f.get(pointers[i] ?? y).load(),
          (points) => {
            for (const [i, point] of points.entries()) {
              f.get(to)
                .get(point)
                .store(i * this.#halfRow);
            }
          },
        );
        for (const pointer of pointers) f.advance(pointer, 16);
        f.advance(to, 16);
      });
      for (const pointer of pointers) f.advance(pointer, isAll ? 0 : 4 * channels - this.#pixel);
    });
    f.release(...pointers, y, to);
  }

  /** Maps the half mapped row across; `tile` counts on. */
  #across(tile: Local): void {
    const f = this.#f;
    const { map, grid, planes, planeBytes, groups } = this.#to;
    const [from, pixel, plane, to] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
    f.i32(this.#half).set(pixel);
    f.repeat(grid.across, () => {
      f.get(pixel).set(from).i32(planes).set(plane);
      f.repeat(POINTS, () => {
        for (const { vectors, times, offset, step, tileBytes } of groups) {
          f.get(tile).i32(tileBytes).op('i32.mul').get(plane).op('i32.add');
          f.i32(offset).op('i32.add').set(to);
          f.repeat(times, () => {
            for (let v = 0; v < vectors; v++) {
              emitMap(
                f,
                map,
                this.#relaxedMadd,
                (i) => f.get(from).load(16 * v + i * this.#pixel),
                (points) => {
                  for (const [i, point] of points.entries()) {
                    f.get(to)
                      .get(point)
                      .store(16 * v + i * planeBytes);
                  }
                },
              );
            }
            f.advance(from, 16 * vectors).advance(to, step);
          });
        }
        f.advance(from, this.#halfRow - this.#pixel).advance(plane, POINTS * planeBytes);
      });
      f.advance(pixel, TILE * this.#pixel).advance(tile, 1);
    });
    f.release(from, pixel, plane, to);
  }
}
