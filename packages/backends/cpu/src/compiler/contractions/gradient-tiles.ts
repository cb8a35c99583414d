/** Cuts the derivative of a filter, a matrix of `[places · channels, filters]`, into tiles. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { mostRows } from './micro-kernel.ts';
import type { Stretch } from './product-part.ts';
import type { Panels } from './split-columns.ts';
import { splitEvenly } from './split-evenly.ts';

export interface GradientTiles {
  /** Which of the {@link runLength} elements that lie side by side are wanted. */
  readonly run: Stretch;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Elements of the image from one row to the next. */
  readonly imageRow: number;
  /** Whether windows are cut off at borders, so that each place of the kernel is a sum over other windows. */
  readonly isCut: boolean;
  readonly panels: readonly Panels[];
  /** Bytes from the beginning of a row to the first panel. */
  readonly column: number;
  readonly relaxedMadd: boolean;
}

export interface GradientTile {
  readonly rows: number;
  readonly panels: Panels;
  /** Number of the tile's first row in the matrix, for tiles at {@link first} = 0. */
  readonly row: Local;
  /** Rows from `row` to the first one of this tile. */
  readonly first: number;
  /** Bytes to the first column. */
  readonly column: Local;
  /** Place of the kernel; `x` is 0 where places of a row are not told apart. */
  readonly y: Local;
  readonly x: Local;
  /** Bytes from that place to the pixel of row `row`. */
  readonly element: Local;
  /** Bytes from there to the pixel of row `r` of the tile. */
  offset(r: number): number;
}

/** Kernels with no more rows than this have them all side by side, without loops. */
const FEW_ROWS = 32;

/** Elements that lie side by side in the image: all places of a row of the kernel, or one where windows are cut. */
export function runLength({
  width,
  channels,
  isCut,
}: Pick<GradientTiles, 'width' | 'channels' | 'isCut'>): number {
  return isCut ? channels : width * channels;
}

/** Rows of the filter that are wanted. */
export function wantedRows({ height, width, isCut, run }: GradientTiles): number {
  return height * (isCut ? width : 1) * (run.end - run.begin);
}

/** Visits all tiles, always in the same order. */
export function eachGradientTile(
  f: FunctionBuilder,
  tiles: GradientTiles,
  visit: (tile: GradientTile) => void,
): void {
  const { height, width, isCut, panels, relaxedMadd } = tiles;
  const local = (): Local => f.local('i32');
  const [y, x, row, element, column] = [local(), local(), local(), local(), local()];
  const most = Math.max(...panels.map(({ vectors }) => mostRows(vectors, relaxedMadd)));
  const run = runLength(tiles);
  const { begin: from, end: to } = tiles.run;

  const across = (rows: number, offset: (r: number) => number): void => {
    f.i32(tiles.column).set(column);
    for (const group of panels) {
      f.repeat(group.times, () => {
        let first = 0;
        for (const { size, times } of splitEvenly(rows, mostRows(group.vectors, relaxedMadd))) {
          for (let i = 0; i < times; i++, first += size) {
            const start = first;
            const at = (r: number): number => offset(start + r);
            visit({
              rows: size,
              panels: group,
              row,
              first: start,
              column,
              y,
              x,
              element,
              offset: at,
            });
          }
        }
        f.advance(column, 4 * group.columns);
      });
    }
  };

  const isAll = from === 0 && to === run;
  f.i32(0).set(x);
  if (!isCut && isAll && height * run <= FEW_ROWS) {
    f.i32(0).set(y).i32(0).set(element);
    let begin = 0;
    for (const { size, times } of splitEvenly(height * run, most)) {
      for (let i = 0; i < times; i++, begin += size) {
        const start = begin;
        f.i32(start).set(row);
        across(size, (r) => {
          const number = start + r;
          return 4 * (Math.floor(number / run) * tiles.imageRow + (number % run));
        });
      }
    }
  } else {
    f.i32(from).set(row);
    f.count(y, 0, height, 1, () => {
      f.count(x, 0, isCut ? width : 1, 1, () => {
        f.i32(4 * from).set(element);
        for (const { size, times } of splitEvenly(to - from, most)) {
          f.repeat(times, () => {
            across(size, (r) => 4 * r);
            f.advance(row, size).advance(element, 4 * size);
          });
        }
        f.advance(row, run - (to - from));
      });
    });
  }
  f.release(y, x, row, element, column);
}
