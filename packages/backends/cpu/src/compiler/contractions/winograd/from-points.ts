/**
 * Maps points to results: down first, for a whole row of tiles, then across, tile by tile.
 *
 * Maps with more outputs than a tile has windows give tiles that overlap: their last rows and columns are kept and added
 * to the next tile.
 */

import type { TaskContext } from '../../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';
import type { ResultWriter } from '../result-writer.ts';
import { emitMap, type LinearMap } from './linear-map.ts';
import { POINTS, TILE, type TileGrid } from './tile-grid.ts';
import type { TileRows } from './tile-rows.ts';

export interface FromPoints {
  readonly map: LinearMap;
  readonly grid: TileGrid;
  readonly planes: number;
  readonly planeBytes: number;
  /** Sizes of the result. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Outputs of the first tiles that lie before the result. */
  readonly top: number;
  readonly left: number;
}

/** Neighboring tiles that are written alike. */
interface TileGroup {
  readonly times: number;
  /** Outputs that are written. */
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * Rounding errors of an output, as a share of the largest sum of its tile at a point. What is smaller is set to 0: a
 * window of zeros beside others must give exactly 0, for a ReLU's derivative asks whether a number is above 0. Where tiles
 * overlap and are added up, as on the way back, nobody asks.
 */
const NOISE = 6e-7;

export class ResultsEmitter {
  readonly #f: FunctionBuilder;
  readonly #relaxedMadd: boolean;
  readonly #from: FromPoints;
  readonly #writer: ResultWriter;
  /** Rows that are mapped down only: for each point across, the channels of all tiles. */
  readonly #half: number;
  readonly #halfRow: number;
  /** What one tile leaves to its neighbor. */
  readonly #kept: number;
  /** For the channels of all tiles, what rounding may amount to. */
  readonly #noise: number;

  constructor(f: FunctionBuilder, context: TaskContext, from: FromPoints, writer: ResultWriter) {
    this.#f = f;
    this.#relaxedMadd = context.relaxedMadd;
    this.#from = from;
    this.#writer = writer;
    const { grid, channels, map } = from;
    this.#halfRow = 4 * POINTS * grid.across * channels;
    const halfBytes = map.outputs * this.#halfRow;
    const isOverlapping = this.#overlap > 0;
    // One block for both: the noise is written at an offset from the rows, which must not be negative.
    this.#half = context.scratch(halfBytes + (isOverlapping ? 0 : 2 * this.#halfRow));
    this.#noise = isOverlapping ? 0 : this.#half + halfBytes;
    this.#kept = isOverlapping ? context.scratch(4 * this.#overlap * channels) : 0;
  }

  get #overlap(): number {
    return this.#from.map.outputs - TILE;
  }

  /** Writes `count` rows of tiles, from tile number 0 on. */
  emit(rows: TileRows, count: number): void {
    const f = this.#f;
    const { planes, grid, channels } = this.#from;
    const points = f.local('i32');
    f.i32(planes).set(points);
    f.repeat(count, () => {
      this.#down(rows, points);
      this.#rows(rows);
      rows.next();
      f.advance(points, 4 * grid.across * channels);
    });
    f.release(points);
  }

  #down(rows: TileRows, points: Local): void {
    const f = this.#f;
    const { map, grid, planeBytes, channels } = this.#from;
    const kept = this.#half + TILE * this.#halfRow;
    if (this.#overlap > 0) {
      f.get(rows.row).op('i32.eqz');
      f.ifElse(() =>
        f
          .i32(kept)
          .i32(0)
          .i32(this.#overlap * this.#halfRow)
          .fill(),
      );
    }
    const [from, to] = [f.local('i32'), f.local('i32')];
    f.get(points).set(from).i32(this.#half).set(to);
    f.repeat(POINTS, () => {
      f.repeat((grid.across * channels) / 4, () => {
        emitMap(
          f,
          map,
          this.#relaxedMadd,
          (i) => f.get(from).load(i * POINTS * planeBytes),
          (outputs, inputs) => {
            if (this.#noise > 0) this.#saveLargest(inputs, to);
            for (const [i, output] of outputs.entries()) {
              f.get(to).get(output);
              if (i < this.#overlap) {
                f.get(to)
                  .load((TILE + i) * this.#halfRow)
                  .op('f32x4.add');
              }
              f.store(i * this.#halfRow);
            }
          },
        );
        f.advance(from, 16).advance(to, 16);
      });
      f.advance(from, planeBytes - 4 * grid.across * channels);
    });
    f.release(from, to);
    if (this.#noise > 0) this.#noiseOfTiles();
  }

  /** The largest size of what is mapped down; `to` is where the first output goes. */
  #saveLargest(inputs: readonly Local[], to: Local): void {
    const f = this.#f;
    f.get(to);
    for (const [i, input] of inputs.entries()) {
      f.get(input).op('f32x4.abs');
      if (i > 0) f.op('f32x4.pmax');
    }
    f.store(this.#noise - this.#half + this.#tilesRow);
  }

  /** Bytes of the channels of all tiles. */
  get #tilesRow(): number {
    return this.#halfRow / POINTS;
  }

  #noiseOfTiles(): void {
    const f = this.#f;
    const at = f.local('i32');
    f.count(at, this.#noise, this.#noise + this.#tilesRow, 16, () => {
      f.get(at);
      for (let point = 1; point <= POINTS; point++) {
        f.get(at).load(point * this.#tilesRow);
        if (point > 1) f.op('f32x4.pmax');
      }
      f.splat(NOISE).op('f32x4.mul').store();
    });
    f.release(at);
  }

  /** Outputs of a tile; what rounding explains is 0. */
  #cleared(outputs: readonly Local[], noise: Local, column: Local): Local[] {
    const f = this.#f;
    const limit = f.local('v128');
    f.get(noise).get(column).op('i32.add').load().set(limit);
    const cleared = outputs.map((output) => {
      const local = f.local('v128');
      f.get(output).get(output).op('f32x4.abs').get(limit).op('f32x4.lt').op('v128.andnot');
      f.set(local);
      return local;
    });
    f.release(limit);
    return cleared;
  }

  /** Maps all rows across that are complete and lie in the result. */
  #rows({ row, image }: TileRows): void {
    const f = this.#f;
    const { grid, top, height, width, channels } = this.#from;
    const rowBytes = 4 * width * channels;
    const [y, end, from, result] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
    f.i32(top).i32(0).get(row).op('i32.eqz').op('select').set(y);
    f.i32(height + top - TILE * (grid.down - 1)).i32(TILE);
    f.get(row)
      .i32(grid.down - 1)
      .op('i32.eq')
      .op('select')
      .set(end);
    f.get(y).i32(this.#halfRow).op('i32.mul').i32(this.#half).op('i32.add').set(from);
    f.get(row).i32(TILE).op('i32.mul').get(y).op('i32.add').i32(top).op('i32.sub');
    f.i32(rowBytes).op('i32.mul').get(image).op('i32.add').set(result);
    f.loop(() => {
      this.#across(from, result);
      f.advance(from, this.#halfRow).advance(result, rowBytes);
      f.get(y).i32(1).op('i32.add').tee(y).get(end).op('i32.lt_s').branchIf(0);
    });
    f.release(y, end, from, result);
  }

  #across(row: Local, result: Local): void {
    const f = this.#f;
    const { channels } = this.#from;
    const [from, pixel, noise] = f.localsOf('i32', 3) as [Local, Local, Local];
    f.get(row).set(from).get(result).set(pixel).i32(this.#noise).set(noise);
    for (const group of this.#groups()) {
      const written = group.to - group.from;
      f.repeat(group.times, () => {
        this.#tile(group, from, pixel, noise);
        f.advance(noise, 4 * channels)
          .advance(from, 4 * channels)
          .advance(pixel, 4 * channels * written);
      });
    }
    f.release(from, pixel, noise);
  }

  #tile(
    { from: first, to, isFirst, isLast }: TileGroup,
    row: Local,
    pixel: Local,
    noise: Local,
  ): void {
    const f = this.#f;
    const { map, grid, channels } = this.#from;
    const [from, offset, column] = [f.local('i32'), f.local('i32'), f.local('i32')];
    f.get(row).set(from).get(pixel).set(offset).i32(0).set(column);
    f.repeat(channels / 4, () => {
      emitMap(
        f,
        map,
        this.#relaxedMadd,
        (i) => f.get(from).load(4 * i * grid.across * channels),
        (outputs) => {
          const keep = (i: number): number => this.#kept + 4 * i * channels;
          const all = outputs.map((output, i) => {
            if (isFirst || i >= this.#overlap) return output;
            const sum = f.local('v128');
            f.get(column).load(keep(i)).get(output).op('f32x4.add').set(sum);
            return sum;
          });
          if (!isLast) {
            for (const [i, output] of outputs.slice(TILE).entries()) {
              f.get(column).get(output).store(keep(i));
            }
          }
          const position = { offset, column, rowStride: 4 * channels, columns: 4 };
          const written = this.#noise > 0 ? this.#cleared(all, noise, column) : all;
          this.#writer.write(
            written.slice(first, to).map((output) => [output]),
            position,
          );
          f.release(...new Set([...all, ...written].filter((local) => !outputs.includes(local))));
        },
      );
      f.advance(from, 16).advance(offset, 16).advance(column, 16);
    });
    f.release(from, offset, column);
  }

  #groups(): TileGroup[] {
    const { grid, width, left } = this.#from;
    const groups: TileGroup[] = [];
    for (let i = 0; i < grid.across; i++) {
      const isLast = i === grid.across - 1;
      const from = i === 0 ? left : 0;
      const to = isLast ? width + left - TILE * i : TILE;
      const isOverlapping = this.#overlap > 0;
      const group = {
        from,
        to,
        isFirst: isOverlapping && i === 0,
        isLast: isOverlapping && isLast,
        times: 1,
      };
      const before = groups.at(-1);
      const isAlike =
        before?.from === from &&
        before.to === to &&
        before.isFirst === group.isFirst &&
        before.isLast === group.isLast;
      if (isAlike) groups.splice(-1, 1, { ...group, times: before.times + 1 });
      else groups.push(group);
    }
    return groups;
  }
}
